@NullMarked
package dev.kecs.engine.kubernetes.program;

import org.jspecify.annotations.NullMarked;
