package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.hostports.ClusterPorts;
import dev.kecs.hostports.PortRange;
import dev.kecs.testkit.sample.Samples;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real Kubernetes clusters. Needs `docker` and `k3d`, and a Docker engine that this user may use; the variable
/// `KECS_K3S_IMAGE` names the node's image where k3d's own default is not to be had.
class K3dClustersIT {
    private static final Path USERS_KUBECONFIG = Path.of(System.getProperty("user.home"), ".kube", "config");
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final Docker docker = new Docker(new ExternalPrograms(Map.of()));
    private final Set<ClusterArn> made = new HashSet<>();
    private Optional<byte[]> kubeconfig = Optional.empty();
    private K3dSettings settings;
    private K3dClusters clusters;
    private ClusterPorts ports;

    @BeforeEach
    void begin() throws IOException {
        kubeconfig = usersKubeconfig();
        settings = RealK3d.settings(directory.resolve("it"));
        clusters = K3dClusters.of(settings);
        ports = RealK3d.ports(directory);
    }

    @AfterEach
    void end() throws Exception {
        for (ClusterArn cluster : made) {
            clusters.tearDown(cluster);
        }
        ports.releaseAllBut(Set.of());
        assertThat(usersKubeconfig().map(HexFormat.of()::formatHex))
                .isEqualTo(kubeconfig.map(HexFormat.of()::formatHex));
    }

    private static Optional<byte[]> usersKubeconfig() throws IOException {
        return Files.exists(USERS_KUBECONFIG) ? Optional.of(Files.readAllBytes(USERS_KUBECONFIG)) : Optional.empty();
    }

    private ClusterPlan plan(String name) throws Exception {
        ClusterArn arn = new ClusterArn(Samples.SCOPE, name);
        made.add(arn);
        int port = ports.lease(new ClusterPorts.Owner(name, "cluster " + name), PortRange.from(8090, 100));
        return new ClusterPlan(arn, OptionalInt.of(port));
    }

    private static int portOf(ClusterPlan plan) {
        return plan.ingressPort().orElseThrow();
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        List<T> done = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : threads.invokeAll(all)) {
                done.add(each.get());
            }
        }
        return done;
    }

    private KubernetesPlace provision(ClusterPlan plan) throws InterruptedException {
        return clusters.provision(
                plan, step -> System.out.println("[step] " + plan.cluster().name() + ": " + step));
    }

    private static void assertTraefikAnswers(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nothing"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            await().atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()))
                            .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404))
                            .satisfies(answer -> assertThat(answer.body()).contains("404 page not found")));
        }
    }

    private static void assertIsApiServer(KubernetesPlace place) {
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(place.config()).build()) {
            assertThat(client.namespaces().withName(place.namespace()).get()).isNotNull();
            assertThat(client.nodes().list().getItems()).hasSize(1);
        }
        assertThat(URI.create(place.config().getMasterUrl()).getHost()).isEqualTo("127.0.0.1");
    }

    private String name(ClusterPlan plan) {
        return K3dName.of(settings.instance(), plan.cluster()).value();
    }

    private List<String> containers(ClusterPlan plan) throws ProgramException, InterruptedException {
        return docker.containers("k3d.cluster=" + name(plan), "{{.Names}}");
    }

    /// Volumes without a name that its containers have.
    private Set<String> volumes(ClusterPlan plan) throws ProgramException, InterruptedException {
        Set<String> volumes = new HashSet<>();
        for (String container : containers(plan)) {
            volumes.addAll(Docker.lines(docker.run(
                    "inspect", "--format", "{{range .Mounts}}{{if .Name}}{{println .Name}}{{end}}{{end}}", container)));
        }
        return volumes;
    }

    private void assertNothingIsLeft(ClusterPlan plan, Set<String> volumes) throws Exception {
        assertThat(containers(plan)).isEmpty();
        assertThat(docker.run("network", "ls", "--format", "{{.Name}}")).doesNotContain(name(plan));
        String left = docker.run("volume", "ls", "--format", "{{.Name}}");
        assertThat(left).doesNotContain(name(plan));
        assertThat(Docker.lines(left).stream().filter(volumes::contains)).isEmpty();
        assertThat(settings.directory().resolve(name(plan) + ".yaml")).doesNotExist();
    }

    @Test
    void threeMadeAtOnceAnswerAtTheirPortsRestComeBackAndGoWithoutATrace() throws Exception {
        List<ClusterPlan> plans = List.of(plan("cluster1"), plan("cluster2"), plan("Cluster_3-with-quite-a-long-name"));
        assertThat(plans).extracting(K3dClustersIT::portOf).doesNotHaveDuplicates();
        List<Callable<KubernetesPlace>> creations = new ArrayList<>();
        plans.forEach(plan -> creations.add(() -> provision(plan)));
        atOnce(creations).forEach(K3dClustersIT::assertIsApiServer);
        for (ClusterPlan plan : plans) {
            assertTraefikAnswers(portOf(plan));
            assertThat(docker.published("k3d-" + name(plan) + "-serverlb", "80/tcp"))
                    .contains("127.0.0.1:" + portOf(plan));
        }
        assertThat(new DockerPublishedPorts(new ExternalPrograms(Map.of()))
                        .now()
                        .keySet())
                .containsAll(plans.stream().map(K3dClustersIT::portOf).toList());

        clusters.rest();
        for (ClusterPlan plan : plans) {
            assertThat(docker.containers("k3d.cluster=" + name(plan), "{{.State}}"))
                    .containsOnly("exited");
        }
        assertThat(new DockerPublishedPorts(new ExternalPrograms(Map.of()))
                        .now()
                        .keySet())
                .as("ports of stopped containers count as taken")
                .containsAll(plans.stream().map(K3dClustersIT::portOf).toList());
        KubernetesPlace again = K3dClusters.of(settings).resume(plans.getFirst(), step -> {});
        assertIsApiServer(again);
        assertTraefikAnswers(portOf(plans.getFirst()));
        assertThat(docker.containers("k3d.cluster=" + name(plans.get(1)), "{{.State}}"))
                .containsOnly("exited");

        docker.run("tag", "kecs/echo:latest", "kecs-it.local/own:1");
        try {
            clusters.importImages(plans.getFirst().cluster(), List.of("kecs-it.local/own:1", "kecs-it.local/absent:1"));
            assertThat(docker.run(
                            "exec",
                            "k3d-" + name(plans.getFirst()) + "-server-0",
                            "ctr",
                            "--namespace",
                            "k8s.io",
                            "images",
                            "list",
                            "--quiet"))
                    .contains("kecs-it.local/own:1");
        } finally {
            docker.run("rmi", "kecs-it.local/own:1");
        }

        Map<ClusterPlan, Set<String>> volumes = new HashMap<>();
        for (ClusterPlan plan : plans) {
            volumes.put(plan, volumes(plan));
            assertThat(volumes.get(plan)).isNotEmpty();
        }
        List<Callable<Boolean>> removals = new ArrayList<>();
        plans.forEach(plan -> removals.add(() -> {
            clusters.tearDown(plan.cluster());
            return true;
        }));
        atOnce(removals);
        for (ClusterPlan plan : plans) {
            assertNothingIsLeft(plan, volumes.getOrDefault(plan, Set.of()));
        }
        clusters.tearDown(plans.getFirst().cluster());
    }

    @Test
    void aPortTakenByAStrangerIsToldAndNothingIsLeft() throws Exception {
        ClusterPlan plan = plan("taken");
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), portOf(plan)));
            assertThatThrownBy(() -> provision(plan))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            failure -> assertThat(failure.takenPort()).hasValue(portOf(plan)));
        }
        assertNothingIsLeft(plan, Set.of());
    }

    @Test
    void whatAKilledControlPlaneLeftHalfMadeIsRemovedAndMadeAnew() throws Exception {
        ClusterPlan plan = plan("killed");
        List<String> command = new K3d(new ExternalPrograms(Map.of()), settings)
                .creation(
                        K3dName.of(settings.instance(), plan.cluster()), plan, new K3dPorts.Publication(0, List.of()));
        Process orphan = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(LONG).until(() -> !containers(plan).isEmpty());
            KubernetesPlace place = provision(plan);
            assertThat(orphan.isAlive()).isFalse();
            assertIsApiServer(place);
            assertTraefikAnswers(portOf(plan));
        } finally {
            orphan.destroyForcibly();
        }
        Set<String> volumes = volumes(plan);
        clusters.tearDown(plan.cluster());
        assertNothingIsLeft(plan, volumes);
    }
}
