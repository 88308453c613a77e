@NullMarked
package dev.kecs.engine.kubernetes.front;

import org.jspecify.annotations.NullMarked;
