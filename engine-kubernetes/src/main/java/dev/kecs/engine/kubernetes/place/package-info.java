/// What goes on in one ECS cluster's namespace. Its one rule: one thread for each cluster owns all that is known of it,
/// so that a cluster that cannot be reached holds no other one up. Imports the Kubernetes client and the packages
/// beside it.
@NullMarked
package dev.kecs.engine.kubernetes.place;

import org.jspecify.annotations.NullMarked;
