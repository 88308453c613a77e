package dev.kecs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.api.BootedApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests are another service's, and what is answered when there is nobody for them.
class OtherServicesTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=0";
    private final HttpClient client = HttpClient.newHttpClient();
    private BootedApi api = new BootedApi();

    /// Answers with the service's name.
    private record Somebody(boolean answerUnsigned) implements OtherServices {
        @Override
        public Optional<Absence> serve(String service, HttpExchange exchange) throws IOException {
            try (exchange) {
                byte[] body = service.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            return Optional.empty();
        }
    }

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private void somebodyAnswers(boolean unsigned) {
        api.close();
        api = new BootedApi(new Somebody(unsigned));
    }

    private HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create(api.endpoint() + target));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sqs", "secretsmanager", "ssm", "dynamodb", "execute-api", "elasticloadbalancing"})
    void theCredentialScopeNamesTheService(String service) throws Exception {
        somebodyAnswers(false);
        assertThat(send(to("/a/b?c=d").header("Authorization", String.format(SIGNED, service)))
                        .body())
                .isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=any%2F20260101%2Feu-west-1%2Fs3%2Faws4_request|s3",
                "/b/k?X-Amz-Credential=any/20260101/eu-west-1/sqs/aws4_request|sqs",
                "/b/k?AWSAccessKeyId=any&Signature=x&Expires=1|s3",
            })
    void aPresignedUrlNamesTheService(String target, String service) throws Exception {
        somebodyAnswers(false);
        assertThat(send(to(target)).body()).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonSQS.SendMessage,sqs",
        "secretsmanager.GetSecretValue,secretsmanager",
        "AmazonSSM.GetParameters,ssm",
        "DynamoDB_20120810.PutItem,dynamodb"
    })
    void theTargetNamesTheServiceOfAnUnsignedRequest(String target, String service) throws Exception {
        somebodyAnswers(false);
        assertThat(send(to("/").header("X-Amz-Target", target).POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .body())
                .isEqualTo(service);
    }

    @Test
    void requestsToEcsAndPagesOfKecsStayHere() throws Exception {
        somebodyAnswers(true);
        assertThat(send(to("/").header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters")
                                .header("Content-Type", "application/x-amz-json-1.1")
                                .header("Authorization", String.format(SIGNED, "s3"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .body())
                .contains("clusterArns");
        assertThat(send(to("/").header("Authorization", String.format(SIGNED, "ecs"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .body())
                .contains("UnknownOperationException");
        assertThat(send(to("/health")).body()).isEqualTo("ok\n");
    }

    @Test
    void requestsWithoutAnySignAreS3sOrNobodys() throws Exception {
        somebodyAnswers(true);
        assertThat(send(to("/bucket/key")).body()).isEqualTo("s3");
        assertThat(send(to("/bucket/key").DELETE()).body()).isEqualTo("s3");
        somebodyAnswers(false);
        assertThat(send(to("/bucket/key")).statusCode()).isEqualTo(404);
        assertThat(send(to("/bucket/key").DELETE()).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/b/k?X-Amz-Credential=any/20260101/eu-west-1/s3/aws4_request"})
    void noWebPageIsGrantedAnything(String target) throws Exception {
        somebodyAnswers(true);
        HttpResponse<String> preflight = send(to(target)
                .header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-amz-target")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(405);
        assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000,200",
        "https://kecs.example.test,200",
        "https://evil.example.test,403",
        "http://localhost.evil.example.test,403",
        "null,403"
    })
    void onlyPagesOfLocalAndListedHostsAreServed(String origin, int status) throws Exception {
        somebodyAnswers(true);
        assertThat(send(to("/bucket").header("Origin", origin).POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void withNobodyThereTheErrorSaysWhatWasAskedInTheServicesOwnShape() throws Exception {
        HttpResponse<String> json = send(to("/").header("X-Amz-Target", "secretsmanager.GetSecretValue")
                .header("Authorization", String.format(SIGNED, "secretsmanager"))
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(json.statusCode()).isEqualTo(501);
        assertThat(json.body())
                .isEqualTo("{\"__type\":\"NotImplemented\",\"message\":\"secretsmanager GetSecretValue: nobody is here;"
                        + " start somebody\"}");
        HttpResponse<String> query = send(to("/").header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", String.format(SIGNED, "sqs"))
                .POST(HttpRequest.BodyPublishers.ofString("Version=1&Action=ListQueues")));
        assertThat(query.body())
                .startsWith("<ErrorResponse><Error><Type>Receiver</Type><Code>NotImplemented</Code>"
                        + "<Message>sqs ListQueues: nobody is here");
        HttpResponse<String> s3 = send(to("/bucket/a%20b").header("Authorization", String.format(SIGNED, "s3")));
        assertThat(s3.body()).contains("<Error><Code>NotImplemented</Code><Message>s3 GET /bucket/a%20b: nobody");
        HttpResponse<String> head = send(to("/bucket/a")
                .header("Authorization", String.format(SIGNED, "s3"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(501);
        assertThat(head.body()).isEmpty();
    }
}
