/// Keeps clusters on their way to ACTIVE or INACTIVE. Its one rule: what a cluster becomes is decided by
/// `ClusterLife`; here it is only asked again. Imports `ecs` and `step`.
@NullMarked
package dev.kecs.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
