package dev.kecs.acceptance.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `examples/notes`: an ordinary Python service behind an ordinary image name. Needs `python3`.
class NotesIT {
    private static final Path EXAMPLE = Path.of("..", "examples", "notes");

    /// The example's own task definition, as the AWS CLI would send it.
    private static RegisterTaskDefinitionRequest taskDefinition() throws Exception {
        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(EXAMPLE.resolve("task-definition.json")));
        JsonNode container = json.path("containerDefinitions").get(0);
        JsonNode check = container.path("healthCheck");
        return RegisterTaskDefinitionRequest.builder()
                .family(json.path("family").asString())
                .networkMode(json.path("networkMode").asString())
                .cpu(json.path("cpu").asString())
                .memory(json.path("memory").asString())
                .containerDefinitions(ContainerDefinition.builder()
                        .name(container.path("name").asString())
                        .image(container.path("image").asString())
                        .portMappings(PortMapping.builder()
                                .containerPort(container
                                        .path("portMappings")
                                        .get(0)
                                        .path("containerPort")
                                        .asInt())
                                .build())
                        .healthCheck(HealthCheck.builder()
                                .command(
                                        check.path("command").get(0).asString(),
                                        check.path("command").get(1).asString())
                                .interval(check.path("interval").asInt())
                                .build())
                        .build())
                .build();
    }

    @Test
    void twoTasksAnswerBehindOneForwardAndKnowWhoTheyAre() throws Exception {
        String settings = Files.readString(EXAMPLE.resolve("kecs.yaml"))
                .replace("directory: .", "directory: " + EXAMPLE.toRealPath());
        try (Kecs kecs = Kecs.started(settings);
                EcsClient ecs = kecs.ecs();
                HttpClient http = HttpClient.newHttpClient()) {
            Services services = Services.in(ecs, "dev");
            ecs.registerTaskDefinition(taskDefinition());
            services.create("notes", "notes", 2);
            services.awaitSteady("notes");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    ecs.describeTasks(r -> r.cluster("dev").tasks(services.tasks("notes")))
                                            .tasks())
                            .extracting(Task::healthStatusAsString)
                            .containsExactly("HEALTHY", "HEALTHY"));
            kecs.run("port-forward", "start", "service", "dev/notes", "--local-port", "0")
                    .done();
            String base = "http://localhost:"
                    + kecs.forwards().get(0).path("localPort").asInt();

            Set<String> answering = new HashSet<>();
            await().until(() -> {
                answering.add(JsonMapper.shared()
                        .readTree(get(base + "/whoami"))
                        .path("task")
                        .asString());
                return answering.size() == 2;
            });
            assertThat(answering).hasSameElementsAs(services.tasks("notes"));
            HttpResponse<String> added = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/notes"))
                            .POST(HttpRequest.BodyPublishers.ofString("milk"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(added.statusCode()).isEqualTo(201);
            String task = services.tasks("notes").getFirst();
            assertThat(kecs.run("logs", "dev/" + task).done().out()).contains("listening on 127.");
        }
    }

    /// Over a connection of its own: one that is kept stays with its task.
    private static String get(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
