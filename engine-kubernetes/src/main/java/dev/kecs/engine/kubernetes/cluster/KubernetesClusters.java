package dev.kecs.engine.kubernetes.cluster;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import java.util.Collection;
import java.util.function.Consumer;

/// Makes, finds and removes what the pods of ECS clusters run in. Methods block while they work, and are called
/// from any thread; for one ECS cluster one at a time.
public interface KubernetesClusters extends AutoCloseable {
    /// Makes the place ready; what an earlier call left half made is completed or made anew.
    ///
    /// @param progress is told each step before it is taken: `2/5 waiting for the API server`
    /// @throws EngineException with the reason; nothing is left of the attempt then
    KubernetesPlace provision(ClusterPlan cluster, Consumer<String> progress) throws InterruptedException;

    /// Finds a place that was ready before, and starts what was stopped.
    ///
    /// @throws EngineException when it cannot be reached now: it may be later
    KubernetesPlace resume(ClusterPlan cluster, Consumer<String> progress) throws InterruptedException;

    /// Removes the place and all that is in it; does nothing when there is none.
    ///
    /// @throws EngineException when something could not be removed
    void tearDown(ClusterArn cluster) throws InterruptedException;

    /// Removes the places of these clusters, and what else of this instance is found, however it came to be left.
    ///
    /// @throws EngineException when something could not be removed
    void removeAll(Collection<ClusterArn> clusters) throws InterruptedException;

    /// Brings images into a cluster that is ready, as far as they are to be had without pulling them; the others
    /// are left to be pulled.
    ///
    /// @throws EngineException when one that is there could not be brought in
    default void importImages(ClusterArn cluster, Collection<String> images) throws InterruptedException {}

    /// Stops what costs memory and processor time while nobody uses it; [#resume] starts it again.
    void rest() throws InterruptedException;

    /// Lets go without stopping anything.
    @Override
    void close();
}
