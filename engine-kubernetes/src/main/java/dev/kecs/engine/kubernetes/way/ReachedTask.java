package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Optional;

/// What must be known of a task to get to it. Owned by the cluster's thread.
public interface ReachedTask {
    TaskArn arn();

    PodPlan plan();

    /// As seen last.
    Pod pod();

    /// The Service of its own.
    Optional<Service> address();

    /// Whether a container was seen running.
    boolean runs(String container);

    /// Whether it is on its way down.
    boolean isStopping();

    boolean ended();

    boolean isDeleted();
}
