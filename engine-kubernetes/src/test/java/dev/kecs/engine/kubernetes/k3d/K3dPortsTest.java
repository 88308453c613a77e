package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.engine.kubernetes.image.BuiltImages;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.engine.kubernetes.reach.ReachWish.Route;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.hostports.PublishedPorts;
import dev.kecs.testkit.sample.Samples;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which ports a Kubernetes cluster publishes, and how it comes to have more; k3d and Docker are made up here.
class K3dPortsTest {
    private static final ClusterPlan PLAN = new ClusterPlan(Samples.PRODUCTION, OptionalInt.empty());
    private static final String API = "\"6443\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"28000\"}]";
    private static final String CREATION = "k3d cluster create kecs-ci";

    @TempDir
    Path directory;

    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final ScriptedReadiness readiness = new ScriptedReadiness();
    private final Set<Integer> taken = new HashSet<>();
    private K3dName name;

    @BeforeEach
    void begin() {
        name = K3dName.of(directory.resolve("ci"), Samples.PRODUCTION);
        programs.answer("kubeconfig get", K3dClustersTest.KUBECONFIG).answer("docker port", "127.0.0.1:28000\n");
        programs.answer("docker ps", "running\n").answer("IPAddress", "172.18.0.2\n");
        publishes(name.node(), "");
        publishes(name.loadBalancer(), API);
    }

    private void publishes(String container, String bindings) {
        programs.answer("PortBindings}} " + container, "{" + bindings + "}\n");
    }

    private static String binding(int nodePort, String protocol, int hostPort) {
        return "\"" + nodePort + "/" + protocol + "\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"" + hostPort + "\"}]";
    }

    private HostPorts hostPorts(String instance) {
        return new HostPorts(
                new LeaseDirectory(directory.resolve("leases")),
                directory.resolve(instance).resolve("k3d").resolve("ports"),
                PublishedPorts.NONE,
                port -> !taken.contains(port));
    }

    private K3dClusters clusters(Route route, OptionalInt ports) {
        K3dSettings settings = new K3dSettings(directory.resolve("ci"), Optional.empty(), new ReachWish(route, ports));
        return new K3dClusters(settings, programs, BuiltImages.NONE, readiness, hostPorts("ci"));
    }

    private Reach provisioned(Route route, OptionalInt ports) throws InterruptedException {
        return clusters(route, ports).provision(PLAN, step -> {}).reach();
    }

    private Reach.Published resumed() throws InterruptedException {
        return (Reach.Published) clusters(Route.PUBLISHED, OptionalInt.empty())
                .resume(PLAN, step -> {})
                .reach();
    }

    private List<String> asked(String part) {
        return programs.asked().stream().filter(line -> line.contains(part)).toList();
    }

    private int leasedNext(String instance) {
        return hostPorts(instance).lease(new K3dName("another"), List.of("api")).getFirst();
    }

    @Test
    void aPoolIsPublishedByTheNodeItselfWhenTheClusterIsMade() throws Exception {
        provisioned(Route.PUBLISHED, OptionalInt.of(2));
        assertThat(asked(CREATION + "-production"))
                .last()
                .asString()
                .contains(
                        "--api-port 127.0.0.1:28000",
                        "--port 127.0.0.1:28001:30000@server:0:direct --port 127.0.0.1:28002:30001@server:0:direct")
                .doesNotContain(":30002");
    }

    @Test
    void howManyAreInThePoolDependsOnWhetherTheyAreNeeded() {
        assertThat(ReachWish.USUAL.portsAtCreation(true)).isZero();
        assertThat(ReachWish.USUAL.portsAtCreation(false)).isEqualTo(ReachWish.USUAL_PORTS);
        assertThat(new ReachWish(Route.PUBLISHED, OptionalInt.empty()).portsAtCreation(true))
                .isEqualTo(ReachWish.USUAL_PORTS);
        assertThat(new ReachWish(Route.AUTO, OptionalInt.of(3)).portsAtCreation(true))
                .isEqualTo(3);
        assertThat(new ReachWish(Route.DIRECT, OptionalInt.of(3)).portsAtCreation(false))
                .isZero();
    }

    @Test
    void theRouteIsTheDirectOneWhereTheNodeCanBeDialledOrItIsForced() throws Exception {
        assertThat(provisioned(Route.AUTO, OptionalInt.empty())).isInstanceOf(Reach.Published.class);
        assertThat(provisioned(Route.DIRECT, OptionalInt.empty())).isEqualTo(Reach.DIRECT);
        readiness.dial("172.18.0.2");
        assertThat(provisioned(Route.AUTO, OptionalInt.empty())).isEqualTo(Reach.DIRECT);
        assertThat(provisioned(Route.PUBLISHED, OptionalInt.empty())).isInstanceOf(Reach.Published.class);
    }

    @Test
    void aPortLostToAStrangerBeforeDockerHasItIsReplaced() throws Exception {
        programs.answer(CREATION, command -> {
            if (String.join(" ", command).contains(":28001:30000@")) {
                taken.add(28001);
                throw new ProgramException(
                        command,
                        "ended with exit code 1",
                        OptionalInt.of(1),
                        "ERRO[0002] Bind for 127.0.0.1:28001 failed: port is already allocated");
            }
            return "";
        });
        provisioned(Route.PUBLISHED, OptionalInt.of(1));
        List<String> creations =
                asked(CREATION).stream().filter(line -> line.startsWith("k3d")).toList();
        assertThat(creations).hasSize(2);
        assertThat(creations.getLast()).contains("127.0.0.1:28000", "127.0.0.1:28002:30000@server:0:direct");
    }

    @Test
    void ofOnesThatAreTakenAgainAndAgainTheLastIsTold() {
        programs.answer(CREATION, command -> {
            String port = command.get(command.indexOf("--api-port") + 1);
            taken.add(Integer.parseInt(port.split(":", 2)[1]));
            throw new ProgramException(
                    command,
                    "ended",
                    OptionalInt.of(1),
                    "ERRO[0002] Bind for " + port + " failed: port is already allocated");
        });
        assertThatThrownBy(() -> provisioned(Route.DIRECT, OptionalInt.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("28004 failed");
    }

    @Test
    void leasesOutliveTheControlPlaneAndGoWithTheCluster() throws Exception {
        publishes(name.node(), binding(30_000, "tcp", 28_001));
        publishes(name.loadBalancer(), API + "," + binding(30_001, "tcp", 28_002));
        Reach.Published reach = resumed();
        assertThat(reach.ports())
                .containsExactly(new PublishedPort(28_001, 30_000, "tcp"), new PublishedPort(28_002, 30_001, "tcp"));
        assertThat(leasedNext("other")).isEqualTo(28_003);
        clusters(Route.PUBLISHED, OptionalInt.empty()).tearDown(Samples.PRODUCTION);
        assertThat(leasedNext("third")).isEqualTo(28_000);
    }

    @Test
    void anExtensionIsOneEditWithAllPorts() throws Exception {
        publishes(name.node(), binding(30_000, "tcp", 28_001));
        Reach.Published reach = resumed();
        programs.answer("k3d node edit", command -> {
            publishes(
                    name.loadBalancer(),
                    API + "," + binding(30_001, "tcp", 28_002) + "," + binding(30_002, "tcp", 28_003));
            return "";
        });
        assertThat(reach.pool().extend(2, "tcp"))
                .extracting(PublishedPort::hostPort)
                .containsExactly(28_001, 28_002, 28_003);
        assertThat(asked("k3d node edit").stream().filter(line -> line.startsWith("k3d")))
                .containsExactly("k3d node edit " + name.loadBalancer()
                        + " --port-add 127.0.0.1:28002:30001 --port-add 127.0.0.1:28003:30002");
    }

    @Test
    void anExtensionForDatagramsSaysSo() throws Exception {
        resumed().pool().extend(1, "udp");
        assertThat(asked("k3d node edit")).last().asString().endsWith("--port-add 127.0.0.1:28001:30000/udp");
    }

    @Test
    void anEditThatFailsGivesItsLeasesBack() throws Exception {
        Reach.Published reach = resumed();
        programs.fail("k3d node edit", "FATA[0001] failed to create the new load balancer");
        assertThatThrownBy(() -> reach.pool().extend(2, "tcp"))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "Ports cannot be added to " + name.loadBalancer() + ": failed to create the new load balancer");
        assertThat(leasedNext("other")).isEqualTo(28_001);
    }

    @Test
    void anExtensionOfAClusterThatIsRemovedMeanwhileGivesItsLeasesBack() throws Exception {
        Reach.Published reach = resumed();
        programs.answer("k3d node edit", command -> {
            programs.answer("docker ps", "").fail("docker inspect", "Error: No such object");
            throw new ProgramException(command, "ended with exit code 1", OptionalInt.of(1), "no such node");
        });
        assertThatThrownBy(() -> reach.pool().extend(2, "tcp")).isInstanceOf(EngineException.class);
        assertThat(leasedNext("other")).isEqualTo(28_001);
    }

    @Test
    void aPortAtWhichAProgramTakesDatagramsIsNotFree() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(HostPorts.bindable(stranger.getLocalPort())).isFalse();
        }
    }

    @Test
    void aClusterWhoseApiServerWouldMoveIsNotEdited() throws Exception {
        publishes(name.loadBalancer(), "\"6443/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"\"}]");
        Reach.Published reach = resumed();
        assertThatThrownBy(() -> reach.pool().extend(1, "tcp"))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("create the cluster again");
        assertThat(asked("--port-add")).isEmpty();
    }

    @Test
    void whatAnEditThatWasCutOffHasLeftIsCompleted() throws Exception {
        String current = name.loadBalancer();
        programs.answer("{{.Names}} {{.State}}", current + " running\n" + current + "-AbCdE exited\n");
        resumed();
        assertThat(asked("docker r")).containsExactly("docker rm --force --volumes " + current + "-AbCdE");
        assertThat(asked("(end) k3d node edit " + current)).isNotEmpty();
    }

    @Test
    void whatAnEditThatWasCutOffHadNotReplacedComesBack() throws Exception {
        String current = name.loadBalancer();
        programs.answer("{{.Names}} {{.State}}", current + " created\n" + current + "-AbCdE exited\n");
        resumed();
        assertThat(asked("docker rename")).containsExactly("docker rename " + current + "-AbCdE " + current);
        assertThat(asked("docker rm --force --volumes")).containsExactly("docker rm --force --volumes " + current);
        assertThat(asked("docker start")).containsExactly("docker start " + current);
    }
}
