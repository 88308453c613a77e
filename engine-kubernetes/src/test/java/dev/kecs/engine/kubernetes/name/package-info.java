@NullMarked
package dev.kecs.engine.kubernetes.name;

import org.jspecify.annotations.NullMarked;
