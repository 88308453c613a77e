package dev.kecs.emulator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.emulator.Emulator;
import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorState;
import dev.kecs.emulator.testing.FakeEmulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Against a server that knows one secret, one parameter and two environment files, each in its own region only.
class EmulatorSecretsTest {
    private static final Scope SCOPE = new Scope("us-east-1", "000000000000");
    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:";
    private static final String JSON = "{\\\"user\\\":\\\"me\\\",\\\"port\\\":5432,\\\"on\\\":true,\\\"list\\\":[1]}";
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "secretsmanager eu-west-1 {\"SecretId\":\"prod/db\"}",
            "{\"SecretString\":\"" + JSON + "\"}",
            "secretsmanager eu-west-1 {\"SecretId\":\"" + ARN + "key-AbCdEf\"}",
            "{\"SecretBinary\":\"AAAA\"}",
            "ssm us-east-1 /db/password",
            "{\"Parameters\":[{\"Name\":\"/db/password\",\"Value\":\"s3cret\"}]}",
            "s3 us-east-1 /files/a%20b/1.env",
            "A=1\nB=1\n",
            "s3 us-east-1 /files/2.env",
            "#no\nB=2\nC=2\n"));
    private final FakeEmulator emulator = new FakeEmulator(this::answer);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        emulator.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] scope = exchange.getRequestHeaders().getFirst("Authorization").split("/", -1);
        String service = scope[3];
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String what = switch (service) {
            case "s3" -> exchange.getRequestURI().getRawPath();
            case "ssm" -> body.contains("\"WithDecryption\":true") ? body.replaceAll(".*\\[\"|\"].*", "") : body;
            default -> body;
        };
        String found = answers.get(service + " " + scope[2] + " " + what);
        if (found != null) {
            FakeEmulator.send(exchange, 200, found);
        } else if (service.equals("ssm")) {
            FakeEmulator.send(exchange, 200, "{\"Parameters\":[],\"InvalidParameters\":[\"" + what + "\"]}");
        } else if (service.equals("s3")) {
            FakeEmulator.send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>It is not there</Message></Error>");
        } else {
            FakeEmulator.send(
                    exchange, 400, "{\"__type\":\"com.amazon#ResourceNotFoundException\",\"message\":\"Not found.\"}");
        }
    }

    private static ContainerDefinition.Builder web() {
        return ContainerDefinition.builder().name("web");
    }

    private static Secret secret(String name, String valueFrom) {
        return Secret.builder().name(name).valueFrom(valueFrom).build();
    }

    private static EnvironmentFile file(String location) {
        return EnvironmentFile.builder().type("s3").value(location).build();
    }

    private static TaskLaunch launch(ContainerDefinition.Builder container) {
        return new TaskLaunch(
                new ClusterArn(SCOPE, "dev").task("0123456789abcdef0123456789abcdef"),
                new TaskDefinitionArn(SCOPE, "web", 1),
                TaskDefinition.builder().containerDefinitions(container.build()).build(),
                TaskOverride.builder().build(),
                Optional.empty(),
                false,
                TaskLaunch.Owner.NOBODY);
    }

    private FetchedValues fetch(ContainerDefinition.Builder container) {
        return new EmulatorSecrets(emulator, client)
                .fetch(launch(container))
                .toCompletableFuture()
                .join();
    }

    @Test
    void secretsAndParametersAreFetchedFromTheirRegions() {
        assertThat(fetch(web().secrets(
                                        secret("WHOLE", ARN + "prod/db-AbCdEf"),
                                        secret("USER", ARN + "prod/db-AbCdEf:user::"),
                                        secret("PORT", ARN + "prod/db-AbCdEf:port::"),
                                        secret("ON", ARN + "prod/db-AbCdEf:on::"),
                                        secret("LIST", ARN + "prod/db-AbCdEf:list::"),
                                        secret("PASSWORD", "/db/password"),
                                        secret("SAME", "arn:aws:ssm:us-east-1:111122223333:parameter/db/password")))
                        .secrets())
                .isEqualTo(Map.of(
                        "web",
                        Map.of(
                                "WHOLE",
                                "{\"user\":\"me\",\"port\":5432,\"on\":true,\"list\":[1]}",
                                "USER",
                                "me",
                                "PORT",
                                "5432",
                                "ON",
                                "true",
                                "LIST",
                                "[1]",
                                "PASSWORD",
                                "s3cret",
                                "SAME",
                                "s3cret")));
    }

    @Test
    void ofSeveralFilesTheFirstThatHasAVariableCounts() {
        assertThat(fetch(web().environmentFiles(file("arn:aws:s3:::files/a b/1.env"), file("arn:aws:s3:::files/2.env")))
                        .files())
                .isEqualTo(Map.of("web", Map.of("A", "1", "B", "1", "C", "2")));
    }

    @Test
    void nothingIsAskedForATaskThatRefersToNothing() {
        assertThat(fetch(web())).isEqualTo(FetchedValues.NONE);
        assertThat(emulator.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ARN + "none|execution resource retrieval failed: unable to retrieve secret from asm: failed to fetch"
                        + " secret " + ARN + "none from secrets manager: ResourceNotFoundException: Not found."
                        + " (asked the AWS emulator, region eu-west-1)",
                ARN + "prod/db-AbCdEf:pass::|execution resource retrieval failed: unable to retrieve secret from asm:"
                        + " failed to fetch secret " + ARN + "prod/db-AbCdEf from secrets manager: InvalidParameter:"
                        + " retrieved secret from Secrets Manager did not contain json key pass"
                        + " (asked the AWS emulator, region eu-west-1)",
                ARN + "key-AbCdEf|execution resource retrieval failed: unable to retrieve secret from asm: failed to"
                        + " fetch secret " + ARN + "key-AbCdEf from secrets manager: InvalidParameter: " + ARN
                        + "key-AbCdEf holds binary data, and ECS injects text only"
                        + " (asked the AWS emulator, region eu-west-1)",
                "/none|execution resource retrieval failed: unable to retrieve secrets from ssm: invalid parameters:"
                        + " /none (asked the AWS emulator, region us-east-1)",
                "arn:aws:iam::1:role/a|'arn:aws:iam::1:role/a' is no ARN of a secret or parameter"
            })
    void whatCannotBeFetchedStopsTheTaskInTheWordsOfEcs(String valueFrom, String reason) {
        assertThatThrownBy(() -> fetch(web().secrets(secret("A", valueFrom))))
                .cause()
                .isInstanceOf(EngineException.class)
                .hasMessage("ResourceInitializationError: unable to pull secrets or registry auth: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "arn:aws:s3:::files/none.env|arn:aws:s3:::files/none.env: NoSuchKey: It is not there",
                "arn:aws:s3:::files/a.txt|'arn:aws:s3:::files/a.txt' is no ARN of an S3 object whose name ends in .env,"
                        + " such as arn:aws:s3:::bucket/web.env"
            })
    void aFileThatCannotBeFetchedStopsTheTaskToo(String location, String reason) {
        assertThatThrownBy(() -> fetch(web().environmentFiles(file(location))))
                .cause()
                .hasMessage("ResourceInitializationError: failed to download env files: " + reason);
    }

    @Test
    void anEmulatorThatDoesNotRunIsNamed() {
        Emulator failed = new Emulator() {
            @Override
            public EmulatorState state() {
                return new EmulatorState.Failed("it broke");
            }

            @Override
            public CompletionStage<EmulatorEndpoint> ready() {
                return CompletableFuture.failedFuture(new EmulatorException("it broke"));
            }
        };
        assertThatThrownBy(() -> new EmulatorSecrets(failed, client)
                        .fetch(launch(web().secrets(secret("A", "/a"))))
                        .toCompletableFuture()
                        .join())
                .cause()
                .isInstanceOf(EngineException.class)
                .hasMessage("ResourceInitializationError: unable to pull secrets or registry auth:"
                        + " the AWS emulator does not run: it broke");
    }
}
