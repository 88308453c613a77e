/// What `kecs doctor` looks at on this machine.
///
/// Rule: a check only looks, it changes nothing that outlives it, and each says what to do when it is not satisfied.
/// Imports the console package.
@NullMarked
package dev.kecs.cli.doctor;

import org.jspecify.annotations.NullMarked;
