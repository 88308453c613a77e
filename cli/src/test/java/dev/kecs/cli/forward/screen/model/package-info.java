/// Tests.
@NullMarked
package dev.kecs.cli.forward.screen.model;

import org.jspecify.annotations.NullMarked;
