/// The engine `k3d` from end to end: real Kubernetes clusters, real clients. Imports `product`.
@NullMarked
package dev.kecs.acceptance.k3d;

import org.jspecify.annotations.NullMarked;
