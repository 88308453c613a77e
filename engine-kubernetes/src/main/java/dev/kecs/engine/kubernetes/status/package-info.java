/// What a pod's status means in ECS's words. Its one rule: pure; it is told the time and asks nobody. Imports `ecs`,
/// Kubernetes model types, `pod` and `name`.
@NullMarked
package dev.kecs.engine.kubernetes.status;

import org.jspecify.annotations.NullMarked;
