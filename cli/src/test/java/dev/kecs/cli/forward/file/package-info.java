/// Tests.
@NullMarked
package dev.kecs.cli.forward.file;

import org.jspecify.annotations.NullMarked;
