/// The command line: what a command is called and takes, and what it was given.
///
/// Rule: nothing here reads annotations. picocli would load them by reflection and generate a proxy class for each,
/// which costs 60 ms at every start; described by calls, the same costs 5.
/// Imports the console package and picocli; picocli stays inside, but for [dev.kecs.cli.line.Verb].
@NullMarked
package dev.kecs.cli.line;

import org.jspecify.annotations.NullMarked;
