/// What the domain refuses, and why.
@NullMarked
package dev.kecs.ecs.failure;

import org.jspecify.annotations.NullMarked;
