package dev.kecs.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The transcript of the README, step by step, with the SDK in place of the AWS CLI.
@Timeout(180)
class MainJobTest {

    @Test
    void aServiceIsCreatedForwardedRequestedAndStopped() throws Exception {
        try (Kecs kecs = Kecs.prepare("")) {
            Ended started = kecs.run("start", "--api-port", "0").done();
            assertThat(started.out())
                    .as("the line to evaluate, and nothing else")
                    .matches("export AWS_ENDPOINT_URL=http://localhost:\\d+\n");
            try (EcsClient ecs = kecs.ecs()) {
                createService(ecs, kecs);
            }
            int port = FreePort.any();
            Ended forwarded = kecs.run(
                            "port-forward", "start", "service", "production/webapp", "--local-port", "" + port)
                    .done();
            assertThat(forwarded.out())
                    .isEqualTo("webapp ready  127.0.0.1:" + port + " → production/webapp:80 (2 tasks)\n");

            JsonNode answer = JsonMapper.shared().readTree(get("http://localhost:" + port + "/"));
            assertThat(answer.path("taskDefinition").asString()).isEqualTo("webapp:1");

            listAndStop(kecs, port);
            stopAndStartAgain(kecs);
        }
    }

    private static void createService(EcsClient ecs, Kecs kecs) throws IOException {
        assertThat(ecs.createCluster(request -> request.clusterName("production"))
                        .cluster()
                        .status())
                .isEqualTo("ACTIVE");
        ecs.registerTaskDefinition(webapp(kecs));
        ecs.createService(request -> request.cluster("production")
                .serviceName("webapp")
                .taskDefinition("webapp")
                .desiredCount(2)
                .networkConfiguration(Services.publicIp(AssignPublicIp.ENABLED)));
        var stable = ecs.waiter()
                .waitUntilServicesStable(
                        request -> request.cluster("production").services("webapp"),
                        waiting -> waiting.waitTimeout(Duration.ofSeconds(60))
                                .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(100)))
                                .maxAttempts(1000));
        assertThat(stable.matched()
                        .response()
                        .orElseThrow()
                        .services()
                        .getFirst()
                        .runningCount())
                .isEqualTo(2);
    }

    /// The example's file, member by member.
    private static RegisterTaskDefinitionRequest webapp(Kecs kecs) throws IOException {
        JsonNode file = JsonMapper.shared().readTree(kecs.webappTaskDefinition().toFile());
        JsonNode container = file.path("containerDefinitions").path(0);
        return RegisterTaskDefinitionRequest.builder()
                .family(file.path("family").asString())
                .networkMode(file.path("networkMode").asString())
                .requiresCompatibilitiesWithStrings(
                        file.path("requiresCompatibilities").path(0).asString())
                .cpu(file.path("cpu").asString())
                .memory(file.path("memory").asString())
                .containerDefinitions(ContainerDefinition.builder()
                        .name(container.path("name").asString())
                        .image(container.path("image").asString())
                        .portMappings(PortMapping.builder()
                                .containerPort(container
                                        .path("portMappings")
                                        .path(0)
                                        .path("containerPort")
                                        .asInt())
                                .build())
                        .build())
                .build();
    }

    private static void listAndStop(Kecs kecs, int port) {
        assertThat(kecs.run("port-forward", "list").done().out().lines())
                .hasSize(2)
                .element(1)
                .asString()
                .matches("webapp +Ready +127\\.0\\.0\\.1:" + port + " +production/webapp:80 +2 +0");
        assertThat(kecs.run("port-forward", "stop", "webapp").done().out()).isEqualTo("webapp stopped\n");
        Assertions.assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
        assertThat(kecs.forwards()).isEmpty();
    }

    private static void stopAndStartAgain(Kecs kecs) throws IOException {
        kecs.run("stop").done();
        assertThat(kecs.home().processes()).as("processes after kecs stop").isEmpty();
        kecs.start();
        try (EcsClient ecs = kecs.ecs()) {
            new Services(ecs, "production").awaitSteady("webapp");
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
