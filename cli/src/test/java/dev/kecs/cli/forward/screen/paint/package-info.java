/// Tests.
@NullMarked
package dev.kecs.cli.forward.screen.paint;

import org.jspecify.annotations.NullMarked;
