@NullMarked
package dev.kecs.server.control;

import org.jspecify.annotations.NullMarked;
