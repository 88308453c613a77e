package dev.kecs.hostports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.hostports.ClusterPorts.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterPortsTest {
    private static final PortRange FROM_8090 = PortRange.from(8090, 100);

    @TempDir
    Path directory;

    private final Set<Integer> listened = new HashSet<>();
    private Map<Integer, String> published = Map.of();

    private ClusterPorts instance(String name) {
        return new ClusterPorts(
                new LeaseDirectory(directory.resolve("leases")),
                directory.resolve(name),
                () -> published,
                port -> !listened.contains(port));
    }

    private static Owner cluster(String name) {
        return new Owner(name, "cluster " + name + " of instance default");
    }

    @Test
    void threeClustersGetThreePortsInARow() throws Exception {
        ClusterPorts ports = instance("default");
        assertThat(ports.lease(cluster("cluster1"), FROM_8090)).isEqualTo(8090);
        assertThat(ports.lease(cluster("cluster2"), FROM_8090)).isEqualTo(8091);
        assertThat(ports.lease(cluster("cluster3"), FROM_8090)).isEqualTo(8092);
        assertThat(ports.of(cluster("cluster2"))).hasValue(8091);
    }

    @Test
    void aClusterThatAsksAgainGetsItsOwnPort() throws Exception {
        ClusterPorts ports = instance("default");
        ports.lease(cluster("a"), FROM_8090);
        assertThat(ports.lease(cluster("b"), FROM_8090)).isEqualTo(8091);
        assertThat(ports.lease(cluster("a"), FROM_8090)).isEqualTo(8090);
    }

    @Test
    void anInstanceThatWasDestroyedWholeLeavesItsPortsToTheNextAtItsPlace() throws Exception {
        instance("default").lease(cluster("a"), FROM_8090);
        Path owner = directory.resolve("default").resolve("a");
        Files.delete(owner.resolve("description"));
        Files.delete(owner);
        assertThat(instance("default").lease(cluster("a"), FROM_8090)).isEqualTo(8090);
    }

    @Test
    void whatOthersListenAtOrHavePublishedOrLeasedIsLeftToThem() throws Exception {
        listened.add(8090);
        published = Map.of(8092, "container stopped");
        instance("other").lease(cluster("elsewhere"), FROM_8090);
        ClusterPorts ports = instance("default");
        assertThat(ports.lease(cluster("a"), FROM_8090)).isEqualTo(8093);
        assertThat(ports.lease(cluster("b"), FROM_8090)).isEqualTo(8094);
    }

    @Test
    void aReleasedPortIsGivenAgainAndNothingIsLeftOfItsLease() throws Exception {
        ClusterPorts ports = instance("default");
        ports.lease(cluster("a"), FROM_8090);
        ports.release(cluster("a"));
        assertThat(directory.resolve("default")).isEmptyDirectory();
        assertThat(directory.resolve("leases").resolve("0.0.0.0_8090")).doesNotExist();
        assertThat(instance("other").lease(cluster("b"), FROM_8090)).isEqualTo(8090);
        ports.release(cluster("a"));
        ports.release(cluster("neverLeased"));
    }

    @Test
    void whenAllAreTakenTheErrorNamesTheRangeAndWhoHoldsWhat() throws Exception {
        instance("default").lease(cluster("production"), FROM_8090);
        published = Map.of(8091, "container web (stopped)");
        for (int port = 8092; port <= 8099; port++) {
            listened.add(port);
        }
        ClusterPorts ports = instance("ci");
        assertThatThrownBy(() -> ports.lease(cluster("late"), PortRange.from(8090, 10)))
                .isInstanceOf(NoFreePortException.class)
                .hasMessage("ports 8090 to 8099 are all taken: 8090 by cluster production of instance default,"
                        + " 8091 by container web (stopped), 8092-8099 by another program");
        assertThat(directory.resolve("ci")).isEmptyDirectory();
    }

    @Test
    void atMostAHundredPortsAreTried() {
        Set<Integer> tried = new HashSet<>();
        ClusterPorts ports = new ClusterPorts(
                new LeaseDirectory(directory.resolve("leases")),
                directory.resolve("default"),
                PublishedPorts.NONE,
                port -> !tried.add(port));
        assertThatThrownBy(() -> ports.lease(cluster("a"), FROM_8090)).isInstanceOf(NoFreePortException.class);
        assertThat(tried).hasSize(100).contains(8090, 8189);
    }

    @Test
    void aLongListOfHoldersIsCutInTheMessageAndWholeInTheException() throws Exception {
        ClusterPorts ports = instance("default");
        for (int i = 0; i < 20; i++) {
            ports.lease(cluster("c" + i), FROM_8090);
        }
        assertThatThrownBy(() -> ports.lease(cluster("late"), PortRange.from(8090, 20)))
                .hasMessageEndingWith(", and 8 more")
                .satisfies(failure ->
                        assertThat(((NoFreePortException) failure).holders()).hasSize(20));
    }

    @Test
    void aFixedPortIsRefusedByItsHoldersName() throws Exception {
        ClusterPorts ports = instance("default");
        PortRange fixed = PortRange.from(9000, 1);
        assertThat(ports.lease(cluster("a"), fixed)).isEqualTo(9000);
        assertThatThrownBy(() -> ports.lease(cluster("b"), fixed))
                .hasMessage("port 9000 is held by cluster a of instance default");
    }

    @Test
    void aPortIsKeptOverARestartThoughItsOwnerListensThere() throws Exception {
        instance("default").lease(cluster("a"), FROM_8090);
        listened.add(8090);
        ClusterPorts restarted = instance("default");
        assertThat(restarted.keep(cluster("a"), 8090)).isTrue();
        assertThat(restarted.lease(cluster("a"), FROM_8090)).isEqualTo(8090);
        assertThat(instance("other").keep(cluster("b"), 8090)).isFalse();
    }

    @Test
    void aPortStaysTakenWhereTheSharedDirectoryWasWiped() throws Exception {
        ClusterPorts ports = instance("default");
        ports.lease(cluster("a"), FROM_8090);
        Files.delete(directory.resolve("leases").resolve("0.0.0.0_8090"));
        assertThat(ports.lease(cluster("b"), FROM_8090)).isEqualTo(8091);
        assertThat(ports.keep(cluster("a"), 8090)).isTrue();
        assertThat(directory.resolve("leases").resolve("0.0.0.0_8090")).exists();
    }

    @Test
    void leasesOfAKilledProcessGoBackUnlessTheirClusterIsKnown() throws Exception {
        ClusterPorts killed = instance("default");
        killed.lease(cluster("stored"), FROM_8090);
        killed.lease(cluster("neverStored"), FROM_8090);
        ClusterPorts next = instance("default");
        next.releaseAllBut(Set.of("stored"));
        assertThat(directory.resolve("default")).isDirectoryContaining("glob:**/stored");
        assertThat(directory.resolve("default").resolve("neverStored")).doesNotExist();
        assertThat(next.lease(cluster("new"), FROM_8090)).isEqualTo(8091);
    }

    @Test
    void clustersOfTwoInstancesLeasingAtOnceGetDistinctPorts() throws Exception {
        ClusterPorts one = instance("one");
        ClusterPorts other = instance("other");
        List<Future<Integer>> leased = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                ClusterPorts ports = i % 2 == 0 ? one : other;
                Owner owner = cluster("c" + i);
                leased.add(threads.submit(() -> ports.lease(owner, FROM_8090)));
            }
        }
        Set<Integer> distinct = new HashSet<>();
        for (Future<Integer> each : leased) {
            distinct.add(each.get());
        }
        assertThat(distinct).hasSize(50).allMatch(port -> port >= 8090 && port < 8140);
    }

    @Test
    void clustersOfSeveralProcessesGetDistinctPorts() throws Exception {
        assertThat(leasedByThreeProcesses(17, 1)).hasSize(51).allMatch(port -> port >= 8090 && port < 8141);
    }

    @Test
    void processesThatLeaseAndGiveBackDoNotDisturbEachOther() throws Exception {
        assertThat(leasedByThreeProcesses(4, 50)).hasSize(12);
    }

    private Set<Integer> leasedByThreeProcesses(int clusters, int rounds) throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                processes.add(LeasingProcess.start(directory, "instance" + i, clusters, rounds));
            }
            Set<Integer> distinct = new HashSet<>();
            for (Process process : processes) {
                process.inputReader().lines().map(Integer::valueOf).forEach(distinct::add);
                assertThat(process.waitFor()).isZero();
            }
            return distinct;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void aLeaseCutOffWhileItWasWrittenIsNobodys() throws Exception {
        Path leases = Files.createDirectories(directory.resolve("leases"));
        Files.createFile(leases.resolve("0.0.0.0_8090"));
        assertThat(instance("default").lease(cluster("production"), FROM_8090)).isEqualTo(8090);
    }

    @Test
    void aProcessThatIsKilledWithItsLeasesLeaksNone() throws Exception {
        Process process = LeasingProcess.start(directory, "default", 3, 1);
        try (var lines = process.inputReader()) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.readLine()).isNotNull();
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(instance("other").lease(cluster("before"), FROM_8090)).isEqualTo(8093);
        instance("default").releaseAllBut(Set.of());
        assertThat(instance("other").lease(cluster("after"), FROM_8090)).isEqualTo(8090);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1"})
    void aPortIsNotBindableWhereSomebodyListensAt(String address) throws IOException {
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            assertThat(ClusterPorts.bindable(stranger.getLocalPort())).isFalse();
        }
    }
}
