package dev.kecs.acceptance.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.AwsCommand;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// A real emulator beside KECS, behind one endpoint. Needs `moto_server` and `aws` (the AWS CLI).
@Timeout(300)
class AwsEmulatorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BIG = 50 * 1024 * 1024;
    private static final String SETTINGS = """
            awsEmulator: {kind: moto}
            images:
              shell: {command: [/bin/sh, -c]}
            """;

    @TempDir
    Path directory;

    private static JsonNode emulator(Kecs kecs) {
        return kecs.run("status", "-o", "json").done().json().path("server").path("awsEmulator");
    }

    private static String ready(Kecs kecs) {
        await().atMost(PATIENCE)
                .until(() -> emulator(kecs).path("state").asString("").equals("ready"));
        return emulator(kecs).path("url").asString();
    }

    private AwsCommand aws(Kecs kecs) {
        return new AwsCommand(kecs.endpoint(), directory);
    }

    private static Task stopped(Services services, String id) {
        await().atMost(PATIENCE).until(() -> services.task(id).lastStatus().equals("STOPPED"));
        return services.task(id);
    }

    private static String run(Services services, ContainerDefinition.Builder container) {
        services.ecs()
                .registerTaskDefinition(request -> request.family("reader")
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(
                                container.name("main").image("shell").memory(64).build()));
        return Services.id(services.ecs()
                .runTask(request -> request.cluster(services.cluster())
                        .taskDefinition("reader")
                        .networkConfiguration(Services.publicIp(AssignPublicIp.ENABLED)))
                .tasks()
                .getFirst()
                .taskArn());
    }

    @Test
    void aTaskFindsItsSecretsItsFileAndAws() throws Exception {
        try (Kecs kecs = Kecs.started(SETTINGS);
                EcsClient ecs = kecs.ecs()) {
            AwsCommand aws = aws(kecs);
            // Before it is ready: the request waits.
            aws.succeed(
                    "secretsmanager",
                    "create-secret",
                    "--name",
                    "prod/db",
                    "--secret-string",
                    "{\"user\":\"me\",\"password\":\"s3cret\"}");
            aws.succeed("ssm", "put-parameter", "--name", "/web/mode", "--type", "SecureString", "--value", "quiet");
            Files.writeString(directory.resolve("web.env"), "#comment\nMODE=loud\nGREETING=\"hello you\"\n");
            aws.succeed("s3", "mb", "s3://files");
            aws.succeed("s3", "cp", "web.env", "s3://files/a/web.env");
            Services services = Services.in(ecs, "dev");
            String task = run(
                    services,
                    ContainerDefinition.builder()
                            .command("echo \"$PASSWORD|$MODE|$GREETING|$AWS_ENDPOINT_URL|$AWS_ACCESS_KEY_ID\"")
                            .secrets(
                                    secret(
                                            "PASSWORD",
                                            "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf:password::"),
                                    secret("MODE", "/web/mode"))
                            .environmentFiles(EnvironmentFile.builder()
                                    .type("s3")
                                    .value("arn:aws:s3:::files/a/web.env")
                                    .build()));
            assertThat(stopped(services, task).containers().getFirst().exitCode())
                    .isZero();
            assertThat(kecs.run("logs", "dev/" + task).done().out())
                    .contains("s3cret|quiet|\"hello you\"|http://127.0.0.1:"
                            + kecs.endpoint().getPort() + "|test");

            String missing =
                    run(services, ContainerDefinition.builder().command("true").secrets(secret("A", "/none")));
            assertThat(stopped(services, missing).stoppedReason())
                    .startsWith("ResourceInitializationError: unable to pull secrets or registry auth: ")
                    .contains("invalid parameters: /none");
            assertThat(stopped(services, missing).stopCodeAsString()).isEqualTo("TaskFailedToStart");
        }
    }

    private static Secret secret(String name, String valueFrom) {
        return Secret.builder().name(name).valueFrom(valueFrom).build();
    }

    @Test
    void oneEndpointServesObjectsAndQueues() throws Exception {
        try (Kecs kecs = Kecs.started(SETTINGS);
                HttpClient http = HttpClient.newHttpClient()) {
            AwsCommand aws = aws(kecs);
            byte[] big = new byte[BIG];
            new Random(1).nextBytes(big);
            Files.write(directory.resolve("big"), big);
            aws.succeed("s3api", "create-bucket", "--bucket", "files");
            aws.succeed("s3api", "put-object", "--bucket", "files", "--key", "one piece", "--body", "big");
            aws.succeed("s3", "cp", "--only-show-errors", "big", "s3://files/many pieces");
            for (String key : List.of("one piece", "many pieces")) {
                aws.succeed("s3", "cp", "--only-show-errors", "s3://files/" + key, "back");
                assertThat(Files.mismatch(directory.resolve("big"), directory.resolve("back")))
                        .as(key)
                        .isEqualTo(-1);
                assertThat(aws.succeed(
                                "s3api", "head-object", "--bucket", "files", "--key", key, "--query", "ContentLength"))
                        .isEqualTo(Integer.toString(BIG));
            }
            Files.writeString(directory.resolve("small"), "hello");
            aws.succeed("s3", "cp", "small", "s3://files/small");
            URI presigned = URI.create(aws.succeed("s3", "presign", "s3://files/small"));
            assertThat(presigned.getPort()).isEqualTo(kecs.endpoint().getPort());
            assertThat(get(http, presigned).body()).isEqualTo("hello");
            int port = kecs.endpoint().getPort();
            assertThat(addressedAs("files.localhost", port, "/small")).endsWith("hello");
            assertThat(addressedAs("kecs.internal", port, "/files/small"))
                    .as("as pods address it")
                    .endsWith("hello");
            assertThat(addressedAs("files.example.com", port, "/small"))
                    .as("another machine's name")
                    .startsWith("HTTP/1.1 403");

            String queue = aws.succeed("sqs", "create-queue", "--queue-name", "work", "--query", "QueueUrl");
            assertThat(URI.create(queue).getPort()).isEqualTo(kecs.endpoint().getPort());
            aws.succeed("sqs", "send-message", "--queue-url", queue, "--message-body", "do it");
            assertThat(aws.succeed("sqs", "receive-message", "--queue-url", queue, "--query", "Messages[0].Body"))
                    .isEqualTo("do it");
            assertThat(aws.succeed("ecs", "list-clusters", "--query", "length(clusterArns)"))
                    .isEqualTo("0");
        }
    }

    /// The whole answer to a request whose `Host` is the bucket's, since not every system resolves such names.
    private static String addressedAs(String host, int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nAuthorization:"
                                    + " AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/s3/aws4_request,"
                                    + " SignedHeaders=host, Signature=0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theEmulatorOutlivesItsServerAndEndsWithItsInstance() throws Exception {
        try (Kecs kecs = Kecs.started(SETTINGS)) {
            String url = ready(kecs);
            Path process = kecs.directory().resolve("aws-emulator/process");
            String recorded = Files.readString(process);
            AwsCommand aws = aws(kecs);
            aws.succeed("s3", "mb", "s3://kept");
            kecs.server().orElseThrow().kill();
            kecs.start();
            assertThat(ready(kecs)).isEqualTo(url);
            kecs.run("restart").done();
            assertThat(ready(kecs)).isEqualTo(url);
            assertThat(Files.readString(process)).isEqualTo(recorded);
            assertThat(aws.succeed("s3", "ls")).contains("kept");

            kecs.run("restart", "--aws-emulator", "none").done();
            await().atMost(PATIENCE).until(() -> !Files.exists(process));
            assertThat(alive(recorded)).isFalse();
            AwsCommand.Outcome refused = aws.run("sqs", "list-queues");
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.said())
                    .contains("NotImplemented", "sqs ListQueues: no AWS emulator runs", "--aws-emulator localstack");

            kecs.run("restart", "--aws-emulator", "moto").done();
            ready(kecs);
            String second = Files.readString(process);
            kecs.server().orElseThrow().kill();
            kecs.run("stop").done();
            assertThat(alive(second)).isFalse();
        }
    }

    private static boolean alive(String recorded) {
        return ProcessHandle.of(Long.parseLong(recorded.split(" ", -1)[0]))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    @Test
    void anEmulatorOfSomebodyElseIsUsedAndLeftAlone() throws Exception {
        int port = FreePort.any();
        Process moto = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectOutput(directory.resolve("moto.log").toFile())
                .redirectErrorStream(true)
                .start();
        try (Kecs kecs = Kecs.prepare("")) {
            kecs.run(
                            "start",
                            "--api-port",
                            Integer.toString(FreePort.any()),
                            "--aws-emulator",
                            "http://127.0.0.1:" + port)
                    .done();
            ready(kecs);
            aws(kecs).succeed("s3", "mb", "s3://theirs");
            kecs.run("stop").done();
            assertThat(moto.isAlive()).isTrue();
        } finally {
            moto.destroy();
        }
    }
}
