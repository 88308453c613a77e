/// The two ends of a measured path, each a process of its own: a target that answers and a load that asks. Its one
/// rule:
/// nothing here knows which relay lies between them. Imports the JDK only.
@NullMarked
package dev.kecs.bench.traffic;

import org.jspecify.annotations.NullMarked;
