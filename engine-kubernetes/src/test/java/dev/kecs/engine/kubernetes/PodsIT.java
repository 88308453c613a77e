package dev.kecs.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.testkit.engine.EngineHarness;
import dev.kecs.testkit.engine.FakeSecrets;
import dev.kecs.testkit.engine.Program;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What only pods have: Services in front, others who delete them, limits that Kubernetes keeps. Needs a Kubernetes
/// cluster; see [TestCluster].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class PodsIT {
    private static final ServiceArn SERVICE = EngineHarness.CLUSTER.service("shop");
    private final TestCluster cluster = new TestCluster();
    private final KubernetesClient client = cluster.client();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private EngineHarness harness;

    @BeforeEach
    void startEngine() {
        harness = cluster.newHarness();
    }

    @AfterEach
    void endEverything() {
        harness.engine().unexpose(SERVICE);
        harness.close();
    }

    @AfterAll
    void removeTheNamespace() {
        client.close();
        cluster.close();
    }

    private static ContainerDefinition echo() {
        return ContainerDefinition.builder()
                .name("web")
                .image("kecs/echo")
                .portMappings(port -> port.containerPort(80))
                .build();
    }

    @Test
    void whatWasFetchedGoesWithThePodAndDoesNotShowInIt() {
        harness.close();
        FakeSecrets secrets = new FakeSecrets();
        secrets.come(new FetchedValues(Map.of("app", Map.of("PASSWORD", "s3cret")), Map.of()));
        harness = cluster.newHarness(secrets);
        TaskArn task = harness.launch(TestCluster.shell("app", "sleep 100").toBuilder()
                .secrets(secret -> secret.name("PASSWORD").valueFrom("/db"))
                .stopTimeout(2)
                .build());
        harness.running(task, "app");
        String name = KubernetesNames.pod(task);
        Pod pod = client.pods().inNamespace(cluster.namespace()).withName(name).get();
        assertThat(pod.toString()).doesNotContain("s3cret");
        harness.eventually()
                .until(() -> client
                        .secrets()
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get()
                        .getMetadata()
                        .getOwnerReferences()
                        .stream()
                        .anyMatch(
                                owner -> owner.getUid().equals(pod.getMetadata().getUid())));
        harness.engine().stop(task);
        harness.exited(task, "app");
        harness.engine().forget(task);
        harness.eventually()
                .until(() -> client.secrets()
                                .inNamespace(cluster.namespace())
                                .withName(name)
                                .get()
                        == null);
    }

    private static TaskLaunch.Owner owner() {
        return new TaskLaunch.Owner(Optional.of(SERVICE), Tags.NONE);
    }

    private int status(PortBinding at) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://" + at.address() + ":" + at.port() + "/healthz"))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private PortBinding binding(TaskArn task) {
        return harness.eventually()
                .until(
                        () -> harness.observed(task)
                                .map(TaskObservation::bindings)
                                .orElse(List.of()),
                        bindings -> bindings.size() == 1)
                .getFirst();
    }

    private Optional<Service> front(String name) {
        return Optional.ofNullable(client.services()
                .inNamespace(cluster.namespace())
                .withName(name)
                .get());
    }

    @Test
    void aPublicTaskIsReachedAtANodePortOfItsOwnUntilItHasEnded() {
        TaskArn task = harness.launch(echo());
        PortBinding at = binding(task);
        assertThat(at.containerPort()).isEqualTo(80);
        harness.eventually().until(() -> status(at) == 200);
        assertThat(front(KubernetesNames.pod(task))).isPresent();
        harness.engine().stop(task);
        harness.exited(task, "web");
        harness.eventually().until(() -> front(KubernetesNames.pod(task)).isEmpty());
        assertThat(harness.observed(task).orElseThrow().bindings()).isEmpty();
    }

    @Test
    void aTaskKeepsItsNodePortWhenSomebodyDeletesItsService() {
        TaskArn task = harness.launch(echo());
        PortBinding at = binding(task);
        String first =
                front(KubernetesNames.pod(task)).orElseThrow().getMetadata().getUid();
        client.services()
                .inNamespace(cluster.namespace())
                .withName(KubernetesNames.pod(task))
                .delete();
        harness.eventually()
                .until(() -> front(KubernetesNames.pod(task))
                        .filter(again -> !again.getMetadata().getUid().equals(first))
                        .isPresent());
        assertThat(binding(task)).isEqualTo(at);
    }

    @Test
    void aServiceIsReachedAtOneAddressAndByItsNameInTheCluster() {
        TaskArn task = EngineHarness.newTask();
        harness.launch(task, owner(), echo());
        harness.engine().expose(exposure(List.of()));
        PortBinding at = exposed();
        harness.eventually().until(() -> status(at) == 200);
        TaskArn asking = harness.launch(TestCluster.shell(
                "ask", "until wget -q -O /dev/null http://shop/healthz; do sleep 0.2; done; echo found"));
        assertThat(harness.exited(asking, "ask").exitCode()).contains(0);
    }

    @Test
    void aServiceKeepsItsNodePortWhenItsFrontIsMadeAgain() {
        harness.engine().expose(exposure(List.of()));
        PortBinding before = exposed();
        harness.engine().unexpose(SERVICE);
        harness.eventually().until(() -> front("shop").isEmpty());
        harness.engine().expose(exposure(List.of(before)));
        harness.eventually().until(() -> front("shop").isPresent());
        assertThat(Fronts.nodePorts(front("shop").orElseThrow())).containsValue(before.port());
    }

    @Test
    void aFrontThatSomebodyDeletesComesBack() {
        harness.engine().expose(exposure(List.of()));
        exposed();
        String uid = front("shop").orElseThrow().getMetadata().getUid();
        client.services().inNamespace(cluster.namespace()).withName("shop").delete();
        harness.eventually()
                .until(() -> front("shop")
                        .filter(found -> !found.getMetadata().getUid().equals(uid))
                        .isPresent());
    }

    @Test
    void aNodePortThatSomebodyElseHasTakenIsReplacedByAnother() {
        harness.engine().expose(exposure(List.of()));
        PortBinding before = exposed();
        harness.engine().unexpose(SERVICE);
        harness.eventually().until(() -> front("shop").isEmpty());
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("stranger")
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withType("NodePort")
                        .addNewPort()
                        .withPort(80)
                        .withTargetPort(new IntOrString(80))
                        .withNodePort(before.port())
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        try {
            harness.engine().expose(exposure(List.of(before)));
            harness.eventually().until(() -> harness.exposed(SERVICE), all -> all.size() == 1 && !all.contains(before));
        } finally {
            client.services()
                    .inNamespace(cluster.namespace())
                    .withName("stranger")
                    .delete();
        }
    }

    private static ServiceExposure exposure(List<PortBinding> before) {
        return new ServiceExposure(SERVICE, List.of(new ServiceExposure.Port("web", 80, "tcp")), true, before);
    }

    private PortBinding exposed() {
        return harness.eventually()
                .until(() -> harness.exposed(SERVICE), all -> all.size() == 1)
                .getFirst();
    }

    @Test
    void aTaskWhosePodSomebodyDeletesIsLost() {
        TaskArn task = harness.launch(TestCluster.shell("app", new Program.Runs().script()));
        harness.running(task, "app");
        client.pods()
                .inNamespace(cluster.namespace())
                .withName(KubernetesNames.pod(task))
                .delete();
        assertThat(harness.exited(task, "app").reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("TaskLost: "));
    }

    @Test
    void aTaskWhosePodIsDeletedWhileNobodyWatchesIsNotTold() {
        TaskArn task = harness.launch(TestCluster.shell("app", new Program.Runs().script()));
        harness.running(task, "app");
        harness.leave();
        client.pods()
                .inNamespace(cluster.namespace())
                .withName(KubernetesNames.pod(task))
                .withGracePeriod(0)
                .delete();
        harness.eventually()
                .until(() -> client.pods()
                                .inNamespace(cluster.namespace())
                                .withName(KubernetesNames.pod(task))
                                .get()
                        == null);
        harness = cluster.newHarness();
        assertThat(harness.observed(task)).isEmpty();
    }

    @Test
    void anExitThatNobodyWatchedIsKnown() {
        TaskArn task = harness.launch(TestCluster.shell("app", "sleep 3; exit 7"));
        harness.running(task, "app");
        harness.leave();
        harness.eventually()
                .until(() -> "Failed"
                        .equals(client.pods()
                                .inNamespace(cluster.namespace())
                                .withName(KubernetesNames.pod(task))
                                .get()
                                .getStatus()
                                .getPhase()));
        harness = cluster.newHarness();
        assertThat(harness.exited(task, "app").exitCode()).contains(7);
    }

    @Test
    void tooMuchMemoryIsAnOutOfMemoryError() {
        TaskArn task = harness.launch(TestCluster.shell("app", "tail /dev/zero").toBuilder()
                .memory(24)
                .build());
        State.Exited exited = harness.exited(task, "app");
        assertThat(exited.reason()).contains("OutOfMemoryError: Container killed due to memory usage");
        assertThat(exited.exitCode()).contains(137);
    }

    @Test
    void containersOfATaskShareLocalhostAndVolumes() throws Exception {
        TaskArn task = EngineHarness.newTask();
        harness.engine()
                .launch(new TaskLaunch(
                        task,
                        new TaskDefinitionArn(EngineHarness.SCOPE, "test", 1),
                        TaskDefinition.builder()
                                .networkMode(NetworkMode.AWSVPC)
                                .volumes(volume -> volume.name("shared"))
                                .containerDefinitions(
                                        echo(),
                                        TestCluster.shell(
                                                        "ask",
                                                        "until wget -q -O /shared/answer http://localhost/healthz; do sleep 0.2; done")
                                                .toBuilder()
                                                .mountPoints(point -> point.sourceVolume("shared")
                                                        .containerPath("/shared"))
                                                .build(),
                                        TestCluster.shell(
                                                        "read",
                                                        "until [ -e /in/answer ]; do sleep 0.2; done; echo got it; touch /in/no || echo read only")
                                                .toBuilder()
                                                .mountPoints(point -> point.sourceVolume("shared")
                                                        .containerPath("/in")
                                                        .readOnly(true))
                                                .build())
                                .build(),
                        TaskOverride.builder().build(),
                        Optional.empty(),
                        false,
                        TaskLaunch.Owner.NOBODY));
        harness.exited(task, "read");
        try (TaskLog log = harness.engine().log(task, "read")) {
            assertThat(log.read().stream()
                            .map(chunk ->
                                    StandardCharsets.UTF_8.decode(chunk.bytes().duplicate()))
                            .collect(Collectors.joining()))
                    .contains("got it", "read only");
        }
        assertThat(harness.observed(task).orElseThrow().bindings())
                .as("a task that is not public")
                .isEmpty();
        harness.engine().stop(task);
    }

    @Test
    void whatHasNoCounterpartIsToldOnceATask() {
        TaskArn task = harness.launch(TestCluster.shell("app", "exit 0").toBuilder()
                .ulimits(limit -> limit.name("nofile").softLimit(1024).hardLimit(2048))
                .build());
        harness.exited(task, "app");
        assertThat(harness.warnings(task)).hasSize(1).first().asString().contains("ulimits");
        assertThat(harness.health(task, "app")).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void aPodThatNoNodeTakesIsNamedAndCanBeStopped() {
        TaskArn task = harness.launch(TestCluster.shell("app", "exit 0").toBuilder()
                .memoryReservation(10_000_000)
                .build());
        harness.eventually()
                .until(() -> harness.warnings(task).stream().anyMatch(what -> what.contains("no node takes its pod")));
        harness.engine().stop(task);
        assertThat(harness.exited(task, "app").exitCode()).isEmpty();
    }

    @Test
    void aDefinitionThatKubernetesRefusesFailsTheTask() {
        TaskArn task = harness.launch(TestCluster.shell("app", "exit 0").toBuilder()
                .environment(pair -> pair.name("NOT=A NAME").value("1"))
                .build());
        assertThat(harness.exited(task, "app").reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("CannotCreateContainerError: "));
    }
}
