/// Tests.
@NullMarked
package dev.kecs.cli.forward.screen.terminal;

import org.jspecify.annotations.NullMarked;
