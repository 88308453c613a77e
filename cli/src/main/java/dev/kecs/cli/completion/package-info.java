/// Completion scripts for shells, generated from the commands' own description.
///
/// Rule: nothing about a single command is written here. Imports the console package and picocli.
@NullMarked
package dev.kecs.cli.completion;

import org.jspecify.annotations.NullMarked;
