package dev.kecs.engine.kubernetes.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.image.BuiltImages;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.hostports.LeaseDirectory;
import dev.kecs.hostports.PublishedPorts;
import dev.kecs.testkit.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked of k3d and Docker, which are made up here.
class K3dClustersTest {
    static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: k3d-x
              cluster:
                server: https://127.0.0.1:0
            contexts:
            - name: k3d-x
              context: {cluster: k3d-x, user: admin}
            current-context: k3d-x
            users:
            - name: admin
              user: {token: secret}
            """;

    @TempDir
    Path directory;

    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final List<String> built = new ArrayList<>();
    private final BuiltImages echo = new BuiltImages() {
        @Override
        public boolean builds(String image) {
            return image.startsWith("kecs/echo");
        }

        @Override
        public void build(String image) {
            built.add(image);
        }
    };
    private final List<String> progress = new ArrayList<>();
    private K3dClusters clusters;
    private String name;

    @BeforeEach
    void begin() {
        clusters = clusters(Optional.of("rancher/k3s:test"));
        name = K3dName.of(directory.resolve("ci"), Samples.PRODUCTION).value();
        programs.answer("kubeconfig get", KUBECONFIG).answer("docker port", "127.0.0.1:32768\n");
    }

    private K3dClusters clusters(Optional<String> image) {
        K3dSettings settings = new K3dSettings(
                directory.resolve("ci"), image, new ReachWish(ReachWish.Route.DIRECT, OptionalInt.empty()));
        HostPorts hostPorts = new HostPorts(
                new LeaseDirectory(directory.resolve("leases")), settings.ports(), PublishedPorts.NONE, port -> true);
        return new K3dClusters(settings, programs, echo, new ScriptedReadiness(), hostPorts);
    }

    private static ClusterPlan plan(OptionalInt port) {
        return new ClusterPlan(Samples.PRODUCTION, port);
    }

    private Path kubeconfig() {
        return directory.resolve("ci").resolve("k3d").resolve(name + ".yaml");
    }

    private List<String> asked(String part) {
        return programs.asked().stream().filter(line -> line.contains(part)).toList();
    }

    @Test
    void aCreationIsAListOfStepsThatCanBeReadAloud() throws Exception {
        KubernetesPlace place = clusters.provision(plan(OptionalInt.of(8090)), progress::add);
        assertThat(progress)
                .containsExactly(
                        "1/5 removing what an earlier attempt left of " + name,
                        "2/5 making Kubernetes cluster " + name,
                        "3/5 finding its API server",
                        "4/5 waiting for its API server",
                        "5/5 waiting for Traefik at port 8090");
        assertThat(place.config().getMasterUrl()).isEqualTo("https://127.0.0.1:32768/");
        assertThat(place.namespace()).isEqualTo("kecs");
    }

    @Test
    void theUsersKubeconfigIsLeftAloneAndEverythingIsPublishedAtLoopbackOnly() throws Exception {
        clusters.provision(plan(OptionalInt.of(8090)), progress::add);
        assertThat(asked("k3d cluster create " + name + " --"))
                .singleElement()
                .asString()
                .contains(
                        "--kubeconfig-update-default=false --kubeconfig-switch-context=false",
                        "--api-port 127.0.0.1:28000",
                        "--port 127.0.0.1:8090:80@loadbalancer",
                        "--image rancher/k3s:test",
                        "dev.kecs.cluster=" + Samples.PRODUCTION + "@server:*;loadbalancer")
                .doesNotContain("disable=traefik");
        assertThat(Files.readString(kubeconfig())).contains("server: https://127.0.0.1:32768");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig())))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAnIngressPortThereIsNoTraefik() throws Exception {
        clusters(Optional.empty()).provision(plan(OptionalInt.empty()), progress::add);
        assertThat(asked("k3d cluster create " + name + " --"))
                .singleElement()
                .asString()
                .contains("--k3s-arg --disable=traefik@server:*")
                .doesNotContain("--port ", "--image");
        assertThat(progress).hasSize(4);
    }

    @Test
    void aFailedCreationLeavesNothing() {
        programs.fail(
                        "cluster create",
                        "INFO[0000] Prep: Network\nERRO[0004] no space left on device\nFATA[0005] rolled back")
                .answer("docker ps --all --no-trunc --filter label=k3d.cluster", "aaa\n")
                .answer("docker network ls", "bridge\nk3d-" + name + "\n")
                .answer("docker volume ls", "k3d-" + name + "-images\nother\n");
        assertThatThrownBy(() -> clusters.provision(plan(OptionalInt.of(8090)), progress::add))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        failure -> assertThat(failure.takenPort()).isEmpty())
                .hasMessage("Kubernetes cluster " + name + " could not be made: no space left on device; rolled back");
        List<String> asked = programs.asked();
        List<String> undone = asked.subList(
                asked.indexOf(asked("cluster create " + name + " --").getFirst()) + 1, asked.size());
        assertThat(undone)
                .containsSequence("(end) k3d cluster create " + name, "k3d cluster delete " + name)
                .contains(
                        "docker rm --force --volumes aaa",
                        "docker network rm k3d-" + name,
                        "docker volume rm k3d-" + name + "-images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker port", "docker inspect", "docker network inspect"})
    void whatCannotBeFoundAfterTheCreationIsRemovedAgain(String question) {
        programs.fail(question, "Error: No such container");
        assertThatThrownBy(() -> clusters.provision(plan(OptionalInt.of(8090)), progress::add))
                .isInstanceOf(EngineException.class);
        assertThat(asked("k3d cluster delete")).hasSize(2);
        assertThat(kubeconfig()).doesNotExist();
    }

    @Test
    void aPortThatWasTakenMeanwhileIsTold() {
        programs.fail(
                "cluster create",
                "ERRO[0015] Error starting userland proxy: listen tcp4 127.0.0.1:8090: bind: address already in use\n");
        assertThatThrownBy(() -> clusters.provision(plan(OptionalInt.of(8090)), progress::add))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        failure -> assertThat(failure.takenPort()).hasValue(8090));
        programs.fail("cluster create", "ERRO[0015] Bind for 127.0.0.1:32768 failed: port is already allocated\n");
        assertThatThrownBy(() -> clusters.provision(plan(OptionalInt.of(8090)), progress::add))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        failure -> assertThat(failure.takenPort()).isEmpty());
    }

    @Test
    void onesThatRunAreFoundAgainAsTheyAre() throws Exception {
        programs.answer("docker ps", "running\nrunning\n");
        KubernetesPlace place = clusters.resume(plan(OptionalInt.of(8090)), progress::add);
        assertThat(place.config().getMasterUrl()).isEqualTo("https://127.0.0.1:32768/");
        assertThat(asked("k3d cluster")).isEmpty();
    }

    @Test
    void stoppedOnesAreStartedAndTheirAddressIsReadAnew() throws Exception {
        programs.answer("docker ps", "running\nexited\n").answer("docker port", "127.0.0.1:40000\n");
        KubernetesPlace place = clusters.resume(plan(OptionalInt.of(8090)), progress::add);
        assertThat(asked("k3d cluster")).containsExactly("k3d cluster start " + name);
        assertThat(place.config().getMasterUrl()).isEqualTo("https://127.0.0.1:40000/");
        assertThat(progress).containsExactly("1/1 starting Kubernetes cluster " + name);
    }

    @Test
    void oneThatSomebodyRemovedIsMadeAnew() throws Exception {
        clusters.resume(plan(OptionalInt.empty()), progress::add);
        assertThat(asked("k3d cluster create " + name + " --")).hasSize(1);
    }

    @Test
    void oneThatCannotBeReachedNowIsAFailureAndNothingIsMade() {
        programs.fail("docker ps", "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.");
        assertThatThrownBy(() -> clusters.resume(plan(OptionalInt.empty()), progress::add))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("Start Docker, and create the cluster again");
        assertThat(asked("k3d")).noneMatch(line -> line.startsWith("k3d"));
    }

    @Test
    void restStopsTheInstancesOwnThatRunAndNothingElse() throws Exception {
        programs.answer("docker ps", "running one\nrunning one\nexited two\nrunning three\n");
        clusters.rest();
        assertThat(programs.asked())
                .hasSize(3)
                .endsWith("k3d cluster stop one", "k3d cluster stop three")
                .first()
                .asString()
                .contains("--filter label=dev.kecs.instance=" + K3dName.mark(directory.resolve("ci")));
    }

    @Test
    void allOfTheInstanceGoesWhetherItIsKnownOrOnlyFoundInDocker() throws Exception {
        programs.answer("docker ps --all --no-trunc --filter label=dev.kecs.instance=", "kecs-ci-lost-01234567\n");
        clusters.removeAll(List.of(Samples.PRODUCTION));
        assertThat(asked("k3d cluster delete"))
                .containsExactly("k3d cluster delete " + name, "k3d cluster delete kecs-ci-lost-01234567");
    }

    @Test
    void anInstanceThatHasMadeNothingDoesNotAskDocker() throws Exception {
        clusters.removeAll(List.of());
        assertThat(programs.asked()).isEmpty();
    }

    @Test
    void onlyImagesThatDockerHasAreBroughtIn() throws Exception {
        programs.fail("image inspect --format {{.Id}} registry.example.com/absent", "No such image");
        clusters.importImages(Samples.PRODUCTION, List.of("me/app:1", "registry.example.com/absent"));
        assertThat(asked("k3d image import"))
                .containsExactly("k3d image import --mode direct --cluster " + name + " me/app:1");
    }

    @Test
    void anImageOfKecsItselfIsMadeWhereDockerLacksItAndOnlyThere() throws Exception {
        programs.fail("image inspect --format {{.Id}} kecs/echo", "No such image");
        clusters.importImages(Samples.PRODUCTION, List.of("kecs/echo"));
        assertThat(built).containsExactly("kecs/echo");
        programs.answer("image inspect", "sha256:1234");
        clusters.importImages(Samples.PRODUCTION, List.of("kecs/echo"));
        assertThat(built).hasSize(1);
        assertThat(asked("k3d image import"))
                .containsExactly(
                        "k3d image import --mode direct --cluster " + name + " kecs/echo",
                        "k3d image import --mode direct --cluster " + name + " kecs/echo");
    }

    @Test
    void atMostTwoAreMadeAtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        programs.answer("k3d cluster create", command -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            go.await();
            now.decrementAndGet();
            return "";
        });
        List<Future<KubernetesPlace>> made = new ArrayList<>();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                ClusterArn arn = new ClusterArn(Samples.SCOPE, "c" + i);
                made.add(
                        threads.submit(() -> clusters.provision(new ClusterPlan(arn, OptionalInt.empty()), told::add)));
            }
            await().until(() -> now.get() == 2
                    && told.stream()
                                    .filter(line -> line.startsWith("waiting for 2 other"))
                                    .count()
                            == 3);
            go.countDown();
        }
        for (Future<KubernetesPlace> each : made) {
            assertThat(each.get().namespace()).isEqualTo("kecs");
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void anInterruptedCreationIsUndone() throws Exception {
        programs.answer("k3d cluster create", command -> {
            throw new InterruptedException("the cluster is deleted");
        });
        assertThatThrownBy(() -> clusters.provision(plan(OptionalInt.empty()), progress::add))
                .isInstanceOf(InterruptedException.class);
        assertThat(asked("k3d cluster delete")).hasSize(2);
    }
}
