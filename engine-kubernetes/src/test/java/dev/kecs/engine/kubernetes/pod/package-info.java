@NullMarked
package dev.kecs.engine.kubernetes.pod;

import org.jspecify.annotations.NullMarked;
