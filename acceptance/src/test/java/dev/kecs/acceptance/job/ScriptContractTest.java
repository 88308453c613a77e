package dev.kecs.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import tools.jackson.databind.JsonNode;

/// What scripts rely on: exit codes, hints, and the shapes of `-o json`. One instance for all, each test its own
/// service.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptContractTest {
    private static final Set<String> MEMBERS_OF_A_FORWARD = Set.of(
            "id",
            "name",
            "type",
            "cluster",
            "service",
            "address",
            "localPort",
            "targetPort",
            "state",
            "reason",
            "since",
            "endpoints",
            "connections",
            "bytesIn",
            "bytesOut",
            "reconnects");

    private final Kecs kecs;
    private final EcsClient ecs;
    private final Services services;

    ScriptContractTest() throws IOException {
        kecs = Kecs.prepare("");
        kecs.start();
        ecs = kecs.ecs();
        services = Services.in(ecs, "shop");
    }

    @BeforeAll
    void registerTaskDefinitions() {
        services.register("web", "kecs/echo", List.of(80));
        services.register("two", "kecs/echo", List.of(80, 7007));
        services.create("web", "web", 1);
        services.awaitSteady("web");
    }

    @AfterEach
    void stopForwards() {
        kecs.run("port-forward", "stop", "--all");
    }

    @AfterAll
    void close() throws IOException {
        ecs.close();
        kecs.close();
    }

    @Test
    void twoIsForUsage() {
        Ended ended = kecs.run("port-forward", "start", "service", "web");

        assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains("'web' is not of the form CLUSTER/SERVICE");
        assertThat(kecs.run("port-forward", "started").exit()).isEqualTo(2);
        assertThat(kecs.run("port-forward", "start", "service", "shop/web", "--local-port", "70000")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void threeIsForWhatIsNotThere() {
        Ended cluster = kecs.run("port-forward", "start", "service", "nowhere/web");
        assertThat(cluster.exit()).as(cluster.toString()).isEqualTo(3);
        assertThat(cluster.err()).contains("nowhere", "aws ecs create-cluster --cluster-name nowhere");

        Ended service = kecs.run("port-forward", "start", "service", "shop/nobody");
        assertThat(service.exit()).as(service.toString()).isEqualTo(3);
        assertThat(service.err()).contains("nobody", "aws ecs list-services --cluster shop");

        Ended forward = kecs.run("port-forward", "stop", "nothing");
        assertThat(forward.exit()).as(forward.toString()).isEqualTo(3);
    }

    @Test
    void fourIsForAPortOrANameThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ended port =
                    kecs.run("port-forward", "start", "service", "shop/web", "--local-port", "" + taken.getLocalPort());
            assertThat(port.exit()).as(port.toString()).isEqualTo(4);
            assertThat(port.err())
                    .contains(
                            "" + taken.getLocalPort(),
                            "" + ProcessHandle.current().pid());
        }
        kecs.run("port-forward", "start", "service", "shop/web", "--name", "mine")
                .done();
        Ended name = kecs.run("port-forward", "start", "service", "shop/web", "--name", "mine");
        assertThat(name.exit()).as(name.toString()).isEqualTo(4);
        assertThat(kecs.forwards()).hasSize(1);
    }

    @Test
    void fiveIsForATimeoutAndTheForwardStaysAndGetsReady() {
        services.create("late", "web", 0);

        Ended ended = kecs.run("port-forward", "start", "service", "shop/late", "--timeout", "300ms");

        assertThat(ended.exit()).as(ended.toString()).isEqualTo(5);
        JsonNode kept = kecs.forwards();
        assertThat(kept).hasSize(1);
        assertThat(kept.path(0).path("state").asString()).isEqualTo("Waiting");
        assertThat(kept.path(0).path("reason").asString()).isEqualTo("noRunningTask");
        services.scale("late", 1);
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> kecs.forwards().path(0).path("state").asString().equals("Ready"));
        services.scale("late", 0);
    }

    @Test
    void sixIsForAnInstanceThatIsNotRunning() {
        for (String command : List.of("status", "port-forward start service shop/web", "logs shop/0123456789ab")) {
            String[] words = (command + " --instance nobody").split(" ", -1);
            Ended ended = kecs.run(words);
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(6);
        }
    }

    @Test
    void aServiceWithoutPublicAddressIsRefusedWithTheCommandThatEnablesIt() {
        ecs.createService(request -> request.cluster("shop")
                .serviceName("inner")
                .taskDefinition("web")
                .desiredCount(0)
                .networkConfiguration(Services.publicIp(AssignPublicIp.DISABLED)));

        Ended ended = kecs.run("port-forward", "start", "service", "shop/inner");

        assertThat(ended.exit()).as(ended.toString()).isNotZero();
        assertThat(ended.err())
                .contains(
                        "assignPublicIp DISABLED",
                        "aws ecs update-service --cluster shop --service inner --network-configuration "
                                + "'awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}'");
        assertThat(kecs.forwards()).isEmpty();
    }

    @Test
    void severalPortsAreListedAndOneIsChosen() {
        services.create("two", "two", 0);

        Ended ambiguous = kecs.run("port-forward", "start", "service", "shop/two");
        Ended chosen = kecs.run(
                "port-forward", "start", "service", "shop/two", "--target-port", "7007", "--no-wait", "-o", "json");

        assertThat(ambiguous.exit()).as(ambiguous.toString()).isNotZero();
        assertThat(ambiguous.err()).contains("80", "7007", "--target-port");
        assertThat(chosen.done().json().path("targetPort").asInt()).isEqualTo(7007);
    }

    @Test
    void aForwardIsOneJsonObjectAndAListIsAnArray() {
        JsonNode started = kecs.run("port-forward", "start", "service", "shop/web", "-o", "json")
                .done()
                .json();
        JsonNode second = kecs.run("port-forward", "start", "service", "shop/web", "-o", "json")
                .done()
                .json();
        JsonNode listed = kecs.forwards();

        assertThat(started.propertyNames()).containsAll(MEMBERS_OF_A_FORWARD);
        assertThat(started.path("id").asString()).matches("pf-[0-9a-f]{8}");
        assertThat(started.path("state").asString()).isEqualTo("Ready");
        assertThat(started.path("connections").propertyNames())
                .containsExactlyInAnyOrder("active", "total", "held", "reset", "failed");
        assertThat(started.path("endpoints").path(0).propertyNames())
                .containsExactlyInAnyOrder("task", "address", "port", "ready");
        assertThat(second.path("name").asString()).isEqualTo("web-2");
        assertThat(listed.isArray()).isTrue();
        assertThat(listed.valueStream()
                        .map(each -> each.path("name").asString())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("web", "web-2");
        JsonNode stopped =
                kecs.run("port-forward", "stop", "web-2", "-o", "json").done().json();
        assertThat(stopped.isArray()).isTrue();
        assertThat(stopped.path(0).path("state").asString()).isEqualTo("Closed");
    }

    @Test
    void statusAndInstancesAreJsonToo() {
        JsonNode status = kecs.run("status", "-o", "json").done().json();
        JsonNode instances = kecs.run("instances", "-o", "json").done().json();

        assertThat(status.path("state").asString()).isEqualTo("running");
        assertThat(status.path("endpoint").asString()).startsWith("http://localhost:");
        assertThat(status.path("server").path("pid").asLong())
                .isEqualTo(kecs.server().orElseThrow().pid());
        assertThat(instances.isArray()).isTrue();
        assertThat(instances).hasSize(1);
    }
}
