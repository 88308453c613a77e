@NullMarked
package dev.kecs.engine.kubernetes.status;

import org.jspecify.annotations.NullMarked;
