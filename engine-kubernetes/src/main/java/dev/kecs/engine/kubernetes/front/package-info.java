/// Kubernetes Services in front of tasks. Its one rule: pure; it makes and reads objects, and sends nothing. Imports
/// `ecs`, Kubernetes model types, `pod` and `name`.
@NullMarked
package dev.kecs.engine.kubernetes.front;

import org.jspecify.annotations.NullMarked;
