/// Tests of the terminal screen's command and feeds.
@NullMarked
package dev.kecs.cli.forward.screen;

import org.jspecify.annotations.NullMarked;
