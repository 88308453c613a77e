package dev.kecs.acceptance.k3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.AwsCommand;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One endpoint for all of AWS, called by a pod that was told of it. Needs what [ThreeClustersIT] needs, the image
/// `busybox` in Docker, and `moto_server`.
@Timeout(600)
class AwsInPodsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String SIGNED = "Authorization: AWS4-HMAC-SHA256"
            + " Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

    @TempDir
    Path directory;

    @Test
    void aPodReadsAnObjectByTheEndpointThatItWasToldAndAgainWhenTheServerIsBack() throws Exception {
        int port = FreePort.any();
        try (Kecs kecs = Kecs.prepare("")) {
            try {
                kecs.run(
                                "start",
                                "--engine",
                                "k3d",
                                "--traefik",
                                "--aws-emulator",
                                "moto",
                                "--api-port",
                                Integer.toString(port))
                        .done();
                AwsCommand aws = new AwsCommand(kecs.endpoint(), directory);
                aws.succeed("s3", "mb", "s3://files");
                Files.writeString(directory.resolve("small"), "hello");
                aws.succeed("s3", "cp", "small", "s3://files/small");
                String task = start(aws);
                String read = "hello from http://kecs.internal:" + port + " as test";
                await().atMost(PATIENCE).until(() -> readings(kecs, task, read) > 0);
                assertThat(throughTraefik(kecs)).isEqualTo("hello");

                kecs.server().orElseThrow().kill();
                kecs.start();
                long before = readings(kecs, task, read);
                await().atMost(PATIENCE).until(() -> readings(kecs, task, read) > before + 1);
            } finally {
                kecs.run("destroy", "--yes").done();
            }
        }
    }

    private String start(AwsCommand aws) throws IOException, InterruptedException {
        // As a program with an SDK does, over and over.
        Files.writeString(directory.resolve("reader.json"), """
                [{"name": "reader", "image": "busybox", "memory": 64, "entryPoint": ["sh", "-c"], "command": [
                  "while true; do wget -q -O - --header \\"$HEADER\\" $AWS_ENDPOINT_URL/files/small && echo \\" from $AWS_ENDPOINT_URL as $AWS_ACCESS_KEY_ID\\"; sleep 1; done"],
                  "environment": [{"name": "HEADER", "value": "%s"}]}]
                """.formatted(SIGNED));
        aws.succeed(
                "ecs",
                "register-task-definition",
                "--family",
                "reader",
                "--container-definitions",
                "file://" + directory.resolve("reader.json"));
        aws.succeed("ecs", "create-cluster", "--cluster-name", "dev");
        await().atMost(PATIENCE)
                .until(() -> aws.succeed(
                                "ecs", "describe-clusters", "--clusters", "dev", "--query", "clusters[0].status")
                        .equals("ACTIVE"));
        String arn = aws.succeed(
                "ecs", "run-task", "--cluster", "dev", "--task-definition", "reader", "--query", "tasks[0].taskArn");
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static long readings(Kecs kecs, String task, String read) {
        return kecs.run("logs", "dev/" + task)
                .out()
                .lines()
                .filter(line -> line.contains(read))
                .count();
    }

    private static String throughTraefik(Kecs kecs) throws IOException, InterruptedException {
        int port = kecs.run("traefik", "list", "-o", "json")
                .done()
                .json()
                .path(0)
                .path("port")
                .asInt();
        return Shell.run(
                "curl",
                "--silent",
                "--fail",
                "--max-time",
                "60",
                "--header",
                SIGNED,
                "http://localhost:" + port + "/files/small");
    }
}
