/// The program `kecs`: picks the command, runs it, turns failures into messages and exit codes.
///
/// Rule: only this package reads the process's arguments and environment, and only [Main] ends the JVM.
/// Imports the command packages below and picocli.
@NullMarked
package dev.kecs.cli;

import org.jspecify.annotations.NullMarked;
