package dev.kecs.cli.demo;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The few ECS operations that the demo needs, as any client would call them.
///
/// @param endpoint the API's URL
record EcsCalls(HttpClient client, String endpoint) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static EcsCalls to(String endpoint) {
        return new EcsCalls(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), endpoint);
    }

    /// @param action an ECS operation
    /// @param input its input as JSON
    JsonNode call(String action, String input) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/"))
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + action)
                .header("Content-Type", "application/x-amz-json-1.1")
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(input))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw failure(action, "answered " + response.statusCode() + ": " + response.body());
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException lost) {
            throw failure(action, "got no answer: " + lost);
        }
    }

    private CommandFailure failure(String action, String what) {
        return new CommandFailure(
                ExitCode.FAILED, action + " at " + endpoint + " " + what, "Look at: kecs status --instance demo");
    }

    @Override
    public void close() {
        client.close();
    }
}
