/// Random and mutated input for whatever reads what others wrote. Its one rule: all randomness comes from a printed
/// seed,
/// so that every input can be made again. Imports the JDK.
@NullMarked
package dev.kecs.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
