/// What a command prints and how it ends: streams, tables, JSON and YAML, progress, failures, exit codes.
///
/// Rule: results go to standard output, everything else to standard error; progress is shown to terminals only.
/// Imports picocli and Jackson, no other package of the program.
@NullMarked
package dev.kecs.cli.console;

import org.jspecify.annotations.NullMarked;
