@NullMarked
package dev.kecs.engine.kubernetes.k3d;

import org.jspecify.annotations.NullMarked;
