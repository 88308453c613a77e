/// Where the pods of an ECS cluster run. Its one rule: it knows Kubernetes clusters and namespaces, never tasks.
/// Imports `ecs` and the Kubernetes client's configuration.
@NullMarked
package dev.kecs.engine.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
