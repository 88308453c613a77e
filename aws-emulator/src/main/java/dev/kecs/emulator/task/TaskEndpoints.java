package dev.kecs.emulator.task;

import dev.kecs.ecs.name.ClusterArn;
import java.util.Optional;

/// Where tasks reach AWS's services; engines differ in it, and so may clusters. Any thread may ask.
@FunctionalInterface
public interface TaskEndpoints {
    /// The URL as tasks of this cluster see it; empty while nobody serves it.
    Optional<String> of(ClusterArn cluster);
}
