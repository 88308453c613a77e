package dev.kecs.api.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskMetadataTest {
    @Test
    void aContainerLearnsWhoItIsAndWhatTaskItBelongsTo() throws Exception {
        try (BootedApi api = new BootedApi();
                HttpClient client = HttpClient.newHttpClient()) {
            api.stores().atomically(() -> api.stores().tasks().put(Samples.task(1)));
            String path = TaskMetadata.path(Samples.taskId(1), "web");
            JsonNode container = get(client, api, path, 200);
            assertThat(container.path("Name").asString()).isEqualTo("web");
            assertThat(container.path("KnownStatus").asString()).isEqualTo("PENDING");
            assertThat(container
                            .path("Labels")
                            .path("com.amazonaws.ecs.task-arn")
                            .asString())
                    .isEqualTo(Samples.task(1).arn().toString());
            JsonNode task = get(client, api, path + "/task", 200);
            assertThat(task.path("Family").asString()).isEqualTo("webapp");
            assertThat(task.path("Containers")).hasSize(1);
            get(client, api, TaskMetadata.path(Samples.taskId(1), "none"), 404);
        }
    }

    private static JsonNode get(HttpClient client, BootedApi api, String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(api.endpoint().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return status == 200
                ? JsonMapper.shared().readTree(answer.body())
                : JsonMapper.shared().nullNode();
    }
}
