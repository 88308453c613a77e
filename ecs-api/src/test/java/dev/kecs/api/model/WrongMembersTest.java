package dev.kecs.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.api.BootedApi;
import dev.kecs.api.action.ActionEntry;
import dev.kecs.api.model.WrongRequests.WrongRequest;
import dev.kecs.ecs.name.RandomIds;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One wrong member anywhere in a request: it is refused with that member's path, and nothing has changed.
class WrongMembersTest {
    /// Of each operation's wrong requests, this many are drawn.
    private static final int DRAWN = 40;

    private static final long SEED = 20141113;
    private final JsonMapper json = JsonMapper.builder().build();
    private final WrongRequests wrong = new WrongRequests(ApiModel.load());

    @TestFactory
    List<DynamicTest> everyOperationRefusesAWrongMemberByItsPath() {
        try (BootedApi api = new BootedApi()) {
            return api.actions(new RandomIds(new Random(SEED))).stream()
                    .map(entry -> DynamicTest.dynamicTest(entry.operation(), () -> refuses(entry)))
                    .toList();
        }
    }

    private void refuses(ActionEntry<?, ?> entry) throws IOException, InterruptedException {
        List<WrongRequest> requests = new ArrayList<>(wrong.of(entry.newBuilder()));
        assertThat(requests).isNotEmpty();
        Collections.shuffle(requests, new Random(SEED));
        try (BootedApi api = new BootedApi();
                HttpClient client = HttpClient.newHttpClient()) {
            api.ecs().createCluster(r -> r.clusterName("default"));
            api.register("a");
            List<Object> before = everything(api);
            for (WrongRequest request : requests.subList(0, Math.min(DRAWN, requests.size()))) {
                String body = json.writeValueAsString(request.json());
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(api.endpoint())
                                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + entry.operation())
                                .header("Content-Type", "application/x-amz-json-1.1")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode())
                        .as("%s → %s", body, answer.body())
                        .isEqualTo(400);
                JsonNode refusal = json.readTree(answer.body());
                assertThat(refusal.path("__type").asString())
                        .isIn("SerializationException", "InvalidParameterException");
                assertThat(refusal.path("message").asString()).as(body).startsWith(request.path());
                assertThat(everything(api)).as(body).isEqualTo(before);
            }
        }
    }

    private static List<Object> everything(BootedApi api) {
        List<Object> all = new ArrayList<>(api.stores().clusters().all());
        all.addAll(api.stores().taskDefinitions().all());
        all.addAll(api.stores().services().all());
        all.addAll(api.stores().tasks().all());
        api.stores()
                .clusters()
                .all()
                .forEach(cluster ->
                        all.addAll(api.stores().settings().all(cluster.arn().scope())));
        return all;
    }
}
