/// The terminal that the program was started in.
///
/// Rule: the only package that takes a terminal, and it gives it back as it was. Imports the cells package, keys of the
/// model package and JLine.
@NullMarked
package dev.kecs.cli.forward.screen.terminal;

import org.jspecify.annotations.NullMarked;
