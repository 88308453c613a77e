package dev.kecs.engine.kubernetes;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.apiserver.FakeApiServer;
import dev.kecs.engine.kubernetes.apiserver.FakeNode;
import dev.kecs.engine.kubernetes.cluster.Kubeconfig;
import dev.kecs.engine.kubernetes.cluster.KubernetesClusters;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Engines over one [FakeApiServer], and a node of it. Used by the test's thread.
final class FakeKubernetes implements AutoCloseable {
    static final String PODS = "/api/v1/namespaces/test/pods";
    static final String SERVICES = "/api/v1/namespaces/test/services";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Marks MARKS = new Marks("test", "0123456789abcdef");

    private final FakeApiServer server = new FakeApiServer();
    private final FakeNode node = new FakeNode(server, PODS);
    private final List<EngineHarness> engines = new ArrayList<>();

    private final Supplier<Reach> reach;

    FakeKubernetes() throws IOException {
        this(() -> Reach.DIRECT);
    }

    /// @param reach how each engine's host reaches node ports
    FakeKubernetes(Supplier<Reach> reach) throws IOException {
        this.reach = reach;
    }

    FakeApiServer server() {
        return server;
    }

    FakeNode node() {
        return node;
    }

    /// Another engine over the same pods; it watches when this returns.
    EngineHarness newEngine() {
        return newEngine(Set.of());
    }

    /// One of which somebody watches these ports before it knows what there is.
    EngineHarness newEngine(Set<TaskPort> watched) {
        Place place = new Place();
        KubernetesEngine kubernetes = new KubernetesEngine(place, MARKS, InstantSource.system());
        place.beforeItIsFound = () -> kubernetes.watched(watched);
        EngineHarness engine = new EngineHarness(kubernetes, PATIENCE);
        engines.add(engine);
        awaitWatches();
        return engine;
    }

    /// Waits until pods and Services are watched.
    void awaitWatches() {
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> server.watches(PODS) > 0 && server.watches(SERVICES) > 0);
    }

    private final class Place implements KubernetesClusters {
        private volatile Runnable beforeItIsFound = () -> {};

        private KubernetesPlace place() {
            return new KubernetesPlace(
                    Kubeconfig.configured(server.config()), "test", false, reach.get(), Optional.empty());
        }

        @Override
        public KubernetesPlace provision(ClusterPlan cluster, Consumer<String> progress) {
            return place();
        }

        @Override
        public KubernetesPlace resume(ClusterPlan cluster, Consumer<String> progress) {
            beforeItIsFound.run();
            return place();
        }

        @Override
        public void tearDown(ClusterArn cluster) {}

        @Override
        public void removeAll(Collection<ClusterArn> clusters) {}

        @Override
        public void rest() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        engines.forEach(EngineHarness::leave);
        server.close();
    }
}
