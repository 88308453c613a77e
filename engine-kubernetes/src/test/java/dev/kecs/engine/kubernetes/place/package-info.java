@NullMarked
package dev.kecs.engine.kubernetes.place;

import org.jspecify.annotations.NullMarked;
