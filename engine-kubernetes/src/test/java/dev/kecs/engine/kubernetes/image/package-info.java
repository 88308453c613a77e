/// Tests of the images that KECS makes itself.
@NullMarked
package dev.kecs.engine.kubernetes.image;

import org.jspecify.annotations.NullMarked;
