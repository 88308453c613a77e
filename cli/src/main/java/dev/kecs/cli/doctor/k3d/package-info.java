/// What `kecs doctor` looks at for the engine `k3d`: programs that are asked what they are.
///
/// Rule: nothing is started that goes on; a program that does not answer in time is ended. Imports `doctor`.
@NullMarked
package dev.kecs.cli.doctor.k3d;

import org.jspecify.annotations.NullMarked;
