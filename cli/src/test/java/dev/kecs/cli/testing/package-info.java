/// Runs command lines in this JVM and catches what they print.
///
/// Rule: each run has an environment of its own. Imports the program.
@NullMarked
package dev.kecs.cli.testing;

import org.jspecify.annotations.NullMarked;
