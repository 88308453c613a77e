/// Tests of where pods run.
@NullMarked
package dev.kecs.engine.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
