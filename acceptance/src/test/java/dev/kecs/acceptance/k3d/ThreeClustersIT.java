package dev.kecs.acceptance.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.AwsCommand;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From nothing to three Kubernetes clusters and back to nothing. Needs `docker` with an engine that this user may use,
/// `k3d`, `aws` (the AWS CLI) and `curl`; the variable `KECS_K3S_IMAGE` names the node's image where k3d's own default
/// is not to be had.
@Timeout(600)
class ThreeClustersIT {
    private static final Path USERS_KUBECONFIG = Path.of(System.getProperty("user.home"), ".kube", "config");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> CLUSTERS = List.of("cluster1", "cluster2", "cluster3");

    /// Nobody else has an image of this name: KECS makes it.
    private static final String IMAGE = "kecs/echo:acceptance";

    @TempDir
    Path directory;

    @Test
    void threeClustersMadeAtOnceAreReachedByNameRestComeBackAndGoWithoutATrace() throws Exception {
        Optional<String> kubeconfig = usersKubeconfig();
        DockerThings before = DockerThings.now();
        try (Kecs kecs = Kecs.prepare("")) {
            try {
                kecs.run("start", "--engine", "k3d", "--traefik", "--api-port", Integer.toString(FreePort.any()))
                        .done();
                createAtOnce(kecs);
                Map<String, Integer> ports = ports(kecs);
                awaitAnswers(kecs, ports);
                assertThat(Shell.lines("docker", "ps", "--filter", "name=^" + DockerThings.OWN, "--quiet"))
                        .as("a node and a load balancer for each")
                        .hasSize(2 * CLUSTERS.size());
                assertThat(kecs.run("traefik", "list").done().out())
                        .contains("http://web.cluster3.localhost:" + ports.get("cluster3") + "/");

                int local = forward(kecs);
                aForwardOutlivesAPod(local);

                kecs.run("stop").done();
                assertThat(DockerThings.statesOfOwn()).containsExactly("exited");
                kecs.start();
                awaitAnswers(kecs, ports);
                assertThat(ports(kecs)).isEqualTo(ports);
                assertThat(task(curl("http://127.0.0.1:" + local + "/"))).isNotEmpty();
            } finally {
                kecs.run("destroy", "--yes").done();
                Shell.run("docker", "image", "rm", "--force", IMAGE);
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(DockerThings.leftSince(before)).isEmpty());
        assertThat(usersKubeconfig()).isEqualTo(kubeconfig);
    }

    /// Each by an AWS CLI of its own, with a service in it, before any of them is ready.
    private void createAtOnce(Kecs kecs) throws Exception {
        AwsCommand aws = aws(kecs, "all");
        aws.succeed(
                "ecs",
                "register-task-definition",
                "--family",
                "web",
                "--network-mode",
                "awsvpc",
                "--container-definitions",
                "name=web,image=" + IMAGE + ",memory=256,portMappings=[{containerPort=80}]");
        List<Callable<String>> creations = new ArrayList<>();
        for (String cluster : CLUSTERS) {
            AwsCommand own = aws(kecs, cluster);
            creations.add(
                    () -> own.succeed("ecs", "create-cluster", "--cluster-name", cluster, "--query", "cluster.status"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> status : threads.invokeAll(creations)) {
                assertThat(status.get()).isEqualTo("PROVISIONING");
            }
        }
        assertThat(kecs.run("status").done().out()).contains("is PROVISIONING: ");
        for (String cluster : CLUSTERS) {
            aws.succeed(
                    "ecs",
                    "create-service",
                    "--cluster",
                    cluster,
                    "--service-name",
                    "web",
                    "--task-definition",
                    "web",
                    "--desired-count",
                    "1",
                    "--network-configuration",
                    "awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}");
        }
    }

    private AwsCommand aws(Kecs kecs, String name) throws IOException {
        return new AwsCommand(kecs.endpoint(), Files.createDirectories(directory.resolve(name)));
    }

    /// By cluster. Others of this machine may have 8090.
    private static Map<String, Integer> ports(Kecs kecs) {
        Map<String, Integer> ports = new TreeMap<>();
        for (JsonNode each : kecs.run("traefik", "list", "-o", "json").done().json()) {
            ports.put(each.path("cluster").asString(), each.path("port").asInt());
        }
        assertThat(ports.keySet()).containsExactlyElementsOf(CLUSTERS);
        assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port >= 8090 && port < 8190);
        return ports;
    }

    /// @throws AssertionError with what KECS tells of the cluster, when one does not answer
    private static void awaitAnswers(Kecs kecs, Map<String, Integer> ports) {
        for (String cluster : CLUSTERS) {
            String url = "http://web." + cluster + ".localhost:" + ports.get(cluster) + "/";
            try {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(task(curl(url))).isNotEmpty());
            } catch (ConditionTimeoutException silent) {
                throw new AssertionError(
                        "no answer at " + url + "\n"
                                + kecs.ecs()
                                        .describeServices(
                                                which -> which.cluster(cluster).services("web"))
                                + "\n"
                                + kecs.run("status").out() + kecs.serverLog(),
                        silent);
            }
        }
    }

    /// @return its local port
    private static int forward(Kecs kecs) {
        kecs.run("port-forward", "start", "service", "cluster1/web", "--local-port", "0")
                .done();
        return kecs.forwards().path(0).path("localPort").asInt();
    }

    /// Whoever connects while there is none is answered by the next.
    private static void aForwardOutlivesAPod(int local) throws Exception {
        String first = task(curl("http://127.0.0.1:" + local + "/"));
        String node = Shell.run(
                        "docker",
                        "ps",
                        "--filter",
                        "name=^" + DockerThings.OWN,
                        "--filter",
                        "label=k3d.role=server",
                        "--filter",
                        "label=dev.kecs.cluster=arn:aws:ecs:us-east-1:000000000000:cluster/cluster1",
                        "--format",
                        "{{.Names}}")
                .strip();
        Shell.run(
                "docker",
                "exec",
                node,
                "kubectl",
                "delete",
                "pod",
                "--namespace",
                "kecs",
                "--force",
                "--grace-period=0",
                "kecs-task-" + first);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(task(curl("http://127.0.0.1:" + local + "/")))
                        .isNotEqualTo(first));
    }

    private static String curl(String url) throws IOException, InterruptedException {
        return Shell.run("curl", "--silent", "--show-error", "--fail", "--max-time", "60", url);
    }

    /// The id of the task that has answered.
    private static String task(String answer) {
        return JsonMapper.shared().readTree(answer).path("task").asString();
    }

    private static Optional<String> usersKubeconfig() throws IOException {
        return Files.exists(USERS_KUBECONFIG) ? Optional.of(Files.readString(USERS_KUBECONFIG)) : Optional.empty();
    }
}
