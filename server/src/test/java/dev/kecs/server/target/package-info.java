@NullMarked
package dev.kecs.server.target;

import org.jspecify.annotations.NullMarked;
