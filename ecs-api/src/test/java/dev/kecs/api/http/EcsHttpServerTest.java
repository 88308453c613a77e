package dev.kecs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.api.BootedApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The front, spoken to without the SDK.
class EcsHttpServerTest {
    private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";
    private final BootedApi api = new BootedApi();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private HttpResponse<String> post(String operation, String body) throws IOException, InterruptedException {
        return send(request()
                .header("X-Amz-Target", PREFIX + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-1/ecs/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(api.endpoint());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "null", "\"text\"", "{\"clusterName\": }", "{} trailing", "\u0000"})
    void brokenJsonIsRefused(String body) throws Exception {
        HttpResponse<String> answer = post("CreateCluster", body);
        if (answer.statusCode() == 200) {
            // An empty body is an empty request, as AWS takes it.
            assertThat(body).isEmpty();
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"__type\":\"SerializationException\"", "\"message\"");
            assertThat(api.stores().clusters().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateCluster|{\"clusterName\": 5}|clusterName",
                "CreateCluster|{\"tags\": {\"a\": 1}}|tags",
                "RunTask|{\"taskDefinition\": \"a\", \"count\": \"two\"}|count",
                "CreateService|{\"serviceName\": \"a\", \"networkConfiguration\": []}|networkConfiguration",
                "DescribeClusters|{\"clusters\": \"a\"}|clusters",
                "RegisterTaskDefinition|{\"family\": \"a\", \"containerDefinitions\": [{\"name\": {}}]}|containerDefinitions[0].name",
            })
    void aWrongTypeIsRefusedWithItsPath(String operation, String body, String path) throws Exception {
        HttpResponse<String> answer = post(operation, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("SerializationException").contains(path);
    }

    @Test
    void aMissingRequiredMemberIsNamed() throws Exception {
        HttpResponse<String> answer = post("RunTask", "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidParameterException", "taskDefinition: a value is required.");
    }

    @Test
    void unknownMembersAreIgnored() throws Exception {
        assertThat(post("CreateCluster", "{\"clusterName\": \"a\", \"fromTheFuture\": [1]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyOfMoreThanTenMegabytesIsRefused() throws Exception {
        HttpResponse<String> answer =
                post("CreateCluster", "{\"clusterName\": \"" + "a".repeat(10 * 1024 * 1024) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("__type");
    }

    @Test
    void aLargeBodyIsRefusedForWhatItSays() throws Exception {
        HttpResponse<String> answer = post("CreateCluster", "{\"clusterName\": \"" + "a".repeat(9_000_000) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidParameterException");
    }

    @Test
    void knownOperationsThatAreMissingAndUnknownOnesAreToldApart() throws Exception {
        assertThat(post("CreateTaskSet", "{}").statusCode()).isEqualTo(501);
        assertThat(post("CreateTaskSet", "{}").body()).contains("CreateTaskSet is not implemented by KECS");
        HttpResponse<String> unknown = post("MakeCoffee", "{}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("\"__type\":\"UnknownOperationException\"");
    }

    @Test
    void withoutATargetOrWithAWrongContentTypeNothingIsDone() throws Exception {
        HttpResponse<String> noTarget = send(request()
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(noTarget.statusCode()).isEqualTo(400);
        assertThat(noTarget.body()).contains("UnknownOperationException");
        HttpResponse<String> form = send(request()
                .header("X-Amz-Target", PREFIX + "CreateCluster")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(send(request().DELETE()).statusCode()).isEqualTo(405);
        assertThat(api.stores().clusters().all()).isEmpty();
    }

    @Test
    void timestampsAreSecondsAsNumbers() throws Exception {
        String arn = api.register("webapp");
        assertThat(post("DescribeTaskDefinition", "{\"taskDefinition\": \"" + arn + "\"}")
                        .body())
                .containsPattern("\"registeredAt\":1767225600(\\.0+)?[,}]");
    }

    @Test
    void healthReadinessAndMetricsAreServed() throws Exception {
        for (String path : new String[] {"/health", "/ready", "/metrics"}) {
            assertThat(send(HttpRequest.newBuilder(api.endpoint().resolve(path)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(send(HttpRequest.newBuilder(api.endpoint().resolve("/nothing")))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,200",
        "localhost:8080,200",
        "127.0.0.1:1,200",
        "web.localhost,200",
        "kecs.example.test:80,200",
        "evil.example.test,403",
        "localhost.evil.example.test,403",
        "127.0.0.1.evil.example.test,403",
        "'',403",
    })
    void onlyLocalAndListedHostNamesAreServed(String host, int status) throws Exception {
        URI endpoint = api.endpoint();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 " + status);
            }
        }
    }
}
