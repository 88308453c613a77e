/// The commands about instances and about the program itself, one file per command.
///
/// Rule: a command reads its options, calls what does the work, and prints; a failure is a `CommandFailure`.
/// Imports the console, instance and doctor packages, picocli and Jackson.
@NullMarked
package dev.kecs.cli.command;

import org.jspecify.annotations.NullMarked;
