/// Tests.
@NullMarked
package dev.kecs.cli.forward.screen.cells;

import org.jspecify.annotations.NullMarked;
