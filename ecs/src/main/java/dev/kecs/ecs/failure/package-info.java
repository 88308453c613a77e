/// What the domain refuses, each with the error code ECS answers. Its one rule: nothing has changed when a
/// failure is thrown. Imports nothing of KECS.
@NullMarked
package dev.kecs.ecs.failure;

import org.jspecify.annotations.NullMarked;
