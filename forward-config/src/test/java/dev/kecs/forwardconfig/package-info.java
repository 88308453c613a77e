/// Tests.
@NullMarked
package dev.kecs.forwardconfig;

import org.jspecify.annotations.NullMarked;
