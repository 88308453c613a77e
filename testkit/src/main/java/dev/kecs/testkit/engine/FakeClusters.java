package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.name.ClusterArn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The clusters of a [FakeEngine]: made and removed at once, unless a test holds that up or decides otherwise.
/// Thread-safe.
public final class FakeClusters {
    private final List<ClusterPlan> asked = new ArrayList<>();
    private final List<ClusterArn> removed = new ArrayList<>();
    private Function<ClusterPlan, CompletableFuture<Void>> provisioning =
            plan -> CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> tornDown = CompletableFuture.completedFuture(null);

    /// Decides from now on what becomes of each plan.
    public synchronized void provision(Function<ClusterPlan, CompletableFuture<Void>> how) {
        provisioning = how;
    }

    synchronized CompletableFuture<Void> holdProvisioning() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        provisioning = plan -> held;
        return held;
    }

    /// Removing a cluster takes until the answer is completed.
    public synchronized CompletableFuture<Void> holdTearDown() {
        tornDown = new CompletableFuture<>();
        return tornDown;
    }

    /// All plans ever asked for, in order.
    public synchronized List<ClusterPlan> asked() {
        return List.copyOf(asked);
    }

    /// All clusters ever asked to be removed, in order.
    public synchronized List<ClusterArn> removed() {
        return List.copyOf(removed);
    }

    CompletionStage<Void> provision(ClusterPlan plan) {
        Function<ClusterPlan, CompletableFuture<Void>> how;
        synchronized (this) {
            asked.add(plan);
            how = provisioning;
        }
        return how.apply(plan);
    }

    synchronized CompletionStage<Void> tearDown(ClusterArn cluster) {
        removed.add(cluster);
        return tornDown;
    }
}
