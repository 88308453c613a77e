package dev.kecs.emulator.secret;

import dev.kecs.emulator.EmulatorEndpoint;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls AWS operations of the emulator. Requests are not signed: emulators only read from the credential scope which
/// service and region are meant.
record EmulatorCalls(HttpClient client, EmulatorEndpoint endpoint) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

    /// An operation of a service that speaks JSON.
    ///
    /// @param target the value of `X-Amz-Target`
    /// @return fails with a [CallFailure], or with what went wrong on the way
    CompletableFuture<JsonNode> json(String service, String region, String target, Map<String, ?> members) {
        HttpRequest request = request("/", service, region)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(members)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(answer -> {
                    JsonNode body = tree(answer.body());
                    if (answer.statusCode() != OK) {
                        String type = body.path("__type").asString("HTTP " + answer.statusCode());
                        throw new CallFailure(
                                type.substring(type.indexOf('#') + 1),
                                body.path("message")
                                        .asString(body.path("Message").asString("")));
                    }
                    return body;
                });
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            return JSON.createObjectNode();
        }
    }

    /// The text of an object of S3.
    CompletableFuture<String> object(String region, String bucket, String key) {
        String path = "/" + encoded(bucket) + "/"
                + Arrays.stream(key.split("/", -1)).map(EmulatorCalls::encoded).collect(Collectors.joining("/"));
        return client.sendAsync(
                        request(path, "s3", region).GET().build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(answer -> {
                    if (answer.statusCode() != OK) {
                        throw new CallFailure(
                                found(XML_CODE, answer.body(), "HTTP " + answer.statusCode()),
                                found(XML_MESSAGE, answer.body(), ""));
                    }
                    return answer.body();
                });
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, String service, String region) {
        return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(LIMIT)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/" + region + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }
}
