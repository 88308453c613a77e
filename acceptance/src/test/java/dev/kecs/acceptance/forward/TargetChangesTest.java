package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/// What happens to clients while tasks, the server or the agent come and go; one instance for all tests.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PeerServices peers;

    TargetChangesTest() throws IOException {
        peers = PeerServices.started();
    }

    @AfterAll
    void close() throws IOException {
        peers.close();
    }

    @Test
    void aRollingUpdateUnderLoadFailsNoRequestAndSendsNoneToAStoppingTask() throws Exception {
        new RollingUpdate(peers).underLoad();
    }

    @Test
    void forwardsGoOnWithoutTheControlPlaneAndNoneIsThereTwiceAfterwards() throws Exception {
        new Absences(peers).ofTheServer(Duration.ZERO);
    }

    @Test
    void anAgentThatStoodStillWhileTheTargetWasReplacedResetsWhatIsDeadAndServesWhatIsNew() throws Exception {
        new Absences(peers).ofTheAgent(Duration.ZERO);
    }

    @Test
    void clientsOfAKilledTaskAreResetThoughItsChildKeepsTheirSocketsOpen() throws Exception {
        int port = peers.forward("survived", "peer", 1);
        Program task = peers.task("survived");
        try (Socket socket = PeerServices.ask(port, 'c')) {
            Program child = Program.of(Long.parseLong(line(socket.getInputStream())));
            try {
                long killed = System.nanoTime();
                task.kill();
                Absences.awaitEnd(socket);
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Absences.RESET_WITHIN);
                assertThat(sockets(child)).as("sockets that the child has").isGreaterThanOrEqualTo(2);
                Absences.assertNewConnectionIsServed(port);
            } finally {
                child.kill();
            }
        }
    }

    @Test
    void aTaskWhoseHealthCheckFailsIsUnhealthyAndServesWhenItIsWell() throws Exception {
        peers.ecs()
                .registerTaskDefinition(request -> request.family("ill")
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name(Services.CONTAINER)
                                .image("peer")
                                .memory(128)
                                .healthCheck(check -> check.command("CMD-SHELL", "test -e well")
                                        .interval(5)
                                        .retries(1))
                                .portMappings(PortMapping.builder()
                                        .containerPort(PeerServices.PORT)
                                        .build())
                                .build()));
        String task = peers.services().run("ill", Map.of());
        int port = FreePort.any();
        peers.kecs()
                .run(
                        "port-forward",
                        "start",
                        "task",
                        "peers/" + task.substring(0, 8),
                        "--name",
                        "ill",
                        "--local-port",
                        Integer.toString(port),
                        "--no-wait")
                .done();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> peers.state("ill").path("reason").asString("").equals("unhealthy"));
        assertThat(peers.state("ill").path("message").asString()).contains("1 running task");
        try (Socket held = PeerServices.ask(port, 'k')) {
            Files.createFile(peers.kecs()
                    .directory()
                    .resolve("tasks")
                    .resolve(task)
                    .resolve(Services.CONTAINER)
                    .resolve("well"));
            assertThat(PeerServices.echoes(held)).isTrue();
        }
    }

    @Test
    void aTaskWithoutAPublicAddressSaysWhichCommandRunsOneThatHas() {
        String arn = peers.ecs()
                .runTask(request -> request.cluster("peers")
                        .taskDefinition("peer:1")
                        .networkConfiguration(Services.publicIp(AssignPublicIp.DISABLED)))
                .tasks()
                .getFirst()
                .taskArn();
        Ended refused = peers.kecs().run("port-forward", "start", "task", arn, "--no-wait");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "assignPublicIp DISABLED",
                        "aws ecs run-task --cluster peers --task-definition peer:1 --network-configuration"
                                + " 'awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}'");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static long sockets(Program program) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + program.pid() + "/fd"))) {
            return open.map(TargetChangesTest::linked)
                    .filter(name -> name.startsWith("socket:"))
                    .count();
        }
    }

    private static String linked(Path descriptor) {
        try {
            return Objects.toString(Files.readSymbolicLink(descriptor));
        } catch (IOException closed) {
            return "";
        }
    }
}
