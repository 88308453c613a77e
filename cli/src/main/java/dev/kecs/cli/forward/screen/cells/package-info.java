/// A grid of character cells, and the control sequences that bring a terminal from one grid to the next.
///
/// Rule: nothing here knows what is shown, and no control character of a text ever reaches a cell. Imports JLine's
/// table of character widths.
@NullMarked
package dev.kecs.cli.forward.screen.cells;

import org.jspecify.annotations.NullMarked;
