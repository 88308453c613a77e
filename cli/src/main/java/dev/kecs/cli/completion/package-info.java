/// Completion for shells: each shell's script asks the program itself, which knows its commands, and its instance.
///
/// Rule: nothing about a single command is written here. Imports the console, line and instance packages.
@NullMarked
package dev.kecs.cli.completion;

import org.jspecify.annotations.NullMarked;
