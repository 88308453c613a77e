/// Pods made from task definitions. Its one rule: pure translation; what has no counterpart is named, never dropped.
/// Imports `ecs`, SDK model types, Kubernetes model types and `name`.
@NullMarked
package dev.kecs.engine.kubernetes.pod;

import org.jspecify.annotations.NullMarked;
