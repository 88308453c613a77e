/// Files that nobody should have written, by the hundred thousand.
@NullMarked
package dev.kecs.forwardconfig.fuzz;

import org.jspecify.annotations.NullMarked;
