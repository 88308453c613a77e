package dev.kecs.server.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.command.Clusters;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.hostports.PortRange;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.sample.Samples;
import dev.kecs.testkit.time.StandingClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Creations of clusters over real leases; only Docker and what else listens on this host are made up.
class LeasedIngressPortsTest {
    private static final ClusterSpec SPEC =
            new ClusterSpec(List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());

    @TempDir
    Path directory;

    private final Set<Integer> listened = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> published = new ConcurrentHashMap<>();

    /// A control plane without a server: its store, its engine and its leases.
    private final class Instance {
        private final StandingClock clock = new StandingClock(Samples.START);
        private final FakeEngine engine = new FakeEngine(clock);
        private final String name;
        private final Stores stores;
        private final OptionalInt fixed;

        Instance(String name, Stores stores, OptionalInt fixed) {
            this.name = name;
            this.stores = stores;
            this.fixed = fixed;
        }

        Clusters begin() {
            ClusterPorts ports = new ClusterPorts(
                    new LeaseDirectory(directory.resolve("leases")),
                    directory.resolve(name),
                    () -> published,
                    port -> !listened.contains(port));
            ClusterLife life = new ClusterLife(
                    stores,
                    engine,
                    new LeasedIngressPorts(
                            ports, name, new LeasedIngressPorts.Rules(true, fixed, LeasedIngressPorts.Rules.USUAL)),
                    clock);
            life.begin();
            return new Clusters(stores, life, clock);
        }
    }

    private Instance instance(String name) {
        return new Instance(name, new MemoryStores(Journal.NONE), OptionalInt.empty());
    }

    private static ClusterArn arn(String name) {
        return new ClusterArn(Samples.SCOPE, name);
    }

    private static Cluster create(Clusters clusters, String name) {
        return clusters.create(arn(name), SPEC, Tags.NONE);
    }

    private static int portOf(Cluster cluster) {
        return cluster.ingressPort().orElseThrow();
    }

    @Test
    void clustersOneToThreeGet8090To8092() {
        Clusters clusters = instance("default").begin();
        assertThat(portOf(create(clusters, "cluster1"))).isEqualTo(8090);
        assertThat(portOf(create(clusters, "cluster2"))).isEqualTo(8091);
        assertThat(portOf(create(clusters, "cluster3"))).isEqualTo(8092);
        assertThat(portOf(create(clusters, "cluster2"))).isEqualTo(8091);
    }

    @Test
    void fiftyCreationsAtOnceInTwoInstancesGetFiftyPorts() throws Exception {
        List<Clusters> instances =
                List.of(instance("one").begin(), instance("other").begin());
        List<Future<Cluster>> made = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                Clusters clusters = instances.get(i % 2);
                String name = "cluster" + i;
                made.add(threads.submit(() -> create(clusters, name)));
            }
        }
        Set<Integer> distinct = new HashSet<>();
        for (Future<Cluster> each : made) {
            assertThat(each.get().status()).isEqualTo(ClusterStatus.ACTIVE);
            distinct.add(portOf(each.get()));
        }
        assertThat(distinct).hasSize(50).allMatch(port -> port >= 8090 && port < 8140);
    }

    @Test
    void creationsOfOneClusterAtOnceLeaseOnePort() throws Exception {
        Clusters clusters = instance("default").begin();
        List<Future<Cluster>> made = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                made.add(threads.submit(() -> create(clusters, "same")));
            }
        }
        for (Future<Cluster> each : made) {
            assertThat(portOf(each.get())).isEqualTo(8090);
        }
        assertThat(portOf(create(clusters, "next"))).isEqualTo(8091);
    }

    @Test
    void sameNamesInOtherRegionsAreOtherClusters() {
        Clusters clusters = instance("default").begin();
        create(clusters, "same");
        Cluster elsewhere =
                clusters.create(new ClusterArn(new Scope("us-east-1", "000000000000"), "same"), SPEC, Tags.NONE);
        assertThat(portOf(elsewhere)).isEqualTo(8091);
    }

    @Test
    void theLongestNamesGetPortsToo() {
        Clusters clusters = instance("default").begin();
        assertThat(portOf(create(clusters, "x".repeat(255)))).isEqualTo(8090);
        assertThat(portOf(create(clusters, "x".repeat(254) + "y"))).isEqualTo(8091);
    }

    @Test
    void whereAllHundredAreTakenTheCreationIsRefusedAndThereIsNoCluster() {
        for (int port = 8090; port < 8190; port++) {
            listened.add(port);
        }
        Instance instance = instance("default");
        Clusters clusters = instance.begin();
        assertThatThrownBy(() -> create(clusters, "late"))
                .isInstanceOfSatisfying(
                        EcsException.class,
                        refused -> assertThat(refused.failure())
                                .isInstanceOf(EcsFailure.Client.class)
                                .extracting(EcsFailure::message)
                                .asString()
                                .startsWith(
                                        "failed to find available port for Traefik: ports 8090 to 8189 are all taken:"
                                                + " 8090-8189 by another program"));
        assertThat(instance.stores.clusters().all()).isEmpty();
        assertThat(directory.resolve("default")).isEmptyDirectory();
    }

    @Test
    void aFixedPortWinsAndIsRefusedToTheNextByTheNameOfItsHolder() {
        Clusters clusters = new Instance("default", new MemoryStores(Journal.NONE), OptionalInt.of(9090)).begin();
        assertThat(portOf(create(clusters, "first"))).isEqualTo(9090);
        assertThatThrownBy(() -> create(clusters, "second"))
                .hasMessageContaining("failed to find available port for Traefik: port 9090 is held by cluster first of"
                        + " instance default (eu-west-1). traefik.port in kecs.yaml asks for this one");
    }

    @Test
    void strangersAtEachStepAreLeftTheirPorts() {
        listened.add(8090);
        published.put(8091, "container web");
        Clusters other = instance("other").begin();
        assertThat(portOf(create(other, "elsewhere"))).isEqualTo(8092);
        Instance instance = instance("default");
        // Between the check and the engine's bind.
        instance.engine.clusters().provision(plan -> {
            int port = plan.ingressPort().orElseThrow();
            return port < 8095
                    ? CompletableFuture.failedFuture(new EngineException("port is already allocated", port))
                    : CompletableFuture.completedFuture(null);
        });
        Cluster made = create(instance.begin(), "late");
        assertThat(made.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(portOf(made)).isEqualTo(8095);
        assertThat(portOf(create(other, "again")))
                .as("what was lost is given back")
                .isEqualTo(8093);
    }

    @Test
    void aFixedPortLostToAStrangerFailsTheCreationByName() {
        Instance instance = new Instance("default", new MemoryStores(Journal.NONE), OptionalInt.of(9090));
        instance.engine
                .clusters()
                .provision(
                        plan -> CompletableFuture.failedFuture(new EngineException("port is already allocated", 9090)));
        Cluster made = create(instance.begin(), "late");
        assertThat(made.status()).isEqualTo(ClusterStatus.FAILED);
        assertThat(made.statusReason())
                .startsWith("failed to find available port for Traefik: port 9090 was taken by another program");
        assertThat(directory.resolve("default")).isEmptyDirectory();
    }

    @Test
    void portsAreKeptOverARestartAndGivenBackWithTheirClusters() {
        Instance instance = instance("default");
        create(instance.begin(), "a");
        create(instance.begin(), "b");
        // They listen there themselves.
        listened.addAll(Set.of(8090, 8091));
        Clusters restarted = instance.begin();
        assertThat(portOf(create(restarted, "c"))).isEqualTo(8092);
        restarted.delete(arn("a"));
        listened.remove(8090);
        assertThat(portOf(create(restarted, "d"))).isEqualTo(8090);
    }

    @Test
    void aCreationThatFailsGivesItsPortBack() {
        Instance instance = instance("default");
        var held = instance.engine.holdProvisioning();
        Clusters clusters = instance.begin();
        create(clusters, "a");
        held.completeExceptionally(new EngineException("no room"));
        assertThat(instance.stores.clusters().find(arn("a")).orElseThrow().status())
                .isEqualTo(ClusterStatus.FAILED);
        assertThat(directory.resolve("default")).isEmptyDirectory();
        assertThat(portOf(create(instance("other").begin(), "b"))).isEqualTo(8090);
    }

    @Test
    void aKillBetweenTheLeaseAndTheStoreLeaksNothing() {
        Instance killed = instance("default");
        new LeasedIngressPorts(
                        new ClusterPorts(
                                new LeaseDirectory(directory.resolve("leases")),
                                directory.resolve("default"),
                                () -> published,
                                port -> true),
                        "default",
                        new LeasedIngressPorts.Rules(true, OptionalInt.empty(), PortRange.from(8090, 100)))
                .lease(arn("neverStored"));
        assertThat(directory.resolve("default")).isNotEmptyDirectory();
        Clusters restarted = killed.begin();
        assertThat(directory.resolve("default")).isEmptyDirectory();
        assertThat(portOf(create(restarted, "first"))).isEqualTo(8090);
    }

    @Test
    void switchedOffNoNewClusterGetsAPortAndThoseThatHaveOneKeepIt() {
        Instance instance = instance("default");
        create(instance.begin(), "with");
        LeasedIngressPorts off = new LeasedIngressPorts(
                new ClusterPorts(
                        new LeaseDirectory(directory.resolve("leases")),
                        directory.resolve("default"),
                        () -> published,
                        port -> true),
                "default",
                new LeasedIngressPorts.Rules(false, OptionalInt.empty(), PortRange.from(8090, 100)));
        ClusterLife life = new ClusterLife(instance.stores, instance.engine, off, instance.clock);
        life.begin();
        Clusters clusters = new Clusters(instance.stores, life, instance.clock);
        assertThat(create(clusters, "without").ingressPort()).isEmpty();
        assertThat(portOf(create(clusters, "with"))).isEqualTo(8090);
        assertThat(portOf(create(instance("other").begin(), "elsewhere"))).isEqualTo(8091);
    }
}
