/// A Kubernetes cluster in Docker for each ECS cluster, made by the k3d CLI. Its one rule: what it did not make
/// itself it does not touch, the user's kubeconfig included. Imports `cluster`, `image`, `program`, `host-ports`, `ecs`
/// and the Kubernetes client.
@NullMarked
package dev.kecs.engine.kubernetes.k3d;

import org.jspecify.annotations.NullMarked;
