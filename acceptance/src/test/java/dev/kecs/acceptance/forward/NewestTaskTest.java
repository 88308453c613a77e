package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;

/// The newest running task by its tags; [NewestTaskIT] replaces it oftener.
@Timeout(300)
class NewestTaskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = 6;

    @Test
    void theForwardFollowsTheNewestRunningTask() throws IOException {
        try (Replacements replacements = Replacements.started()) {
            for (int round = 0; round < ROUNDS; round++) {
                replacements.replace(round);
            }
            aNewerTaskThatDoesNotRunYetIsNotChosen(replacements);
            theTaskLosesItsPlaceWithItsTags(replacements);
        }
    }

    private static void aNewerTaskThatDoesNotRunYetIsNotChosen(Replacements replacements) throws IOException {
        registerGated(replacements.services());
        String before = replacements.chosen();
        String gated = replacements.services().run("gated", Replacements.TAGS);
        Path gate = replacements
                .peers()
                .kecs()
                .directory()
                .resolve("tasks")
                .resolve(gated)
                .resolve("gate");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(gate.resolve("started")));
        for (int count = 0; count < 20; count++) {
            assertThat(replacements.answering()).isEqualTo(before);
        }
        assertThat(replacements.services().task(gated).lastStatus()).isNotEqualTo("RUNNING");
        Files.createFile(gate.resolve("go"));
        replacements.awaitChosen(gated, before);
    }

    /// Its container `main` waits for another one, which waits for a file.
    private static void registerGated(Services services) {
        services.ecs()
                .registerTaskDefinition(request -> request.family("gated")
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(
                                ContainerDefinition.builder()
                                        .name("gate")
                                        .image("gate")
                                        .memory(128)
                                        .essential(false)
                                        .build(),
                                ContainerDefinition.builder()
                                        .name(Services.CONTAINER)
                                        .image("peer")
                                        .memory(128)
                                        .dependsOn(ContainerDependency.builder()
                                                .containerName("gate")
                                                .condition(ContainerCondition.SUCCESS)
                                                .build())
                                        .portMappings(PortMapping.builder()
                                                .containerPort(PeerServices.PORT)
                                                .build())
                                        .build()));
    }

    private static void theTaskLosesItsPlaceWithItsTags(Replacements replacements) {
        String older = replacements.chosen();
        String newer = replacements.services().run("peer", Replacements.TAGS);
        replacements.awaitChosen(newer, older);
        Task task = replacements.services().task(newer);
        replacements
                .services()
                .ecs()
                .untagResource(request -> request.resourceArn(task.taskArn()).tagKeys("Component"));
        replacements.awaitChosen(older, newer);
    }

    @Test
    void strictlyASecondMatchIsAnErrorNowAndLater() throws IOException {
        try (PeerServices peers = PeerServices.started()) {
            Map<String, String> tags = Map.of("Only", "one");
            String first = peers.services().run("peer", tags);
            start(peers, "alone").done();
            assertThat(peers.state("alone").path("state").asString()).isEqualTo("Ready");

            String second = peers.services().run("peer", tags);
            awaitReason(peers, "tasksAmbiguous");
            assertThat(peers.state("alone").path("message").asString()).contains(first, second, "peer:1");
            Ended refused = start(peers, "another");
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
            assertThat(refused.err()).contains(first, second, "--all");

            peers.services().stop(first);
            awaitReason(peers, "");
            assertThat(peers.state("alone").path("selected").path("task").asString())
                    .isEqualTo(second);
        }
    }

    private static Ended start(PeerServices peers, String name) {
        return peers.kecs()
                .run(
                        "port-forward",
                        "start",
                        "task",
                        "peers",
                        "--tags",
                        "Only=one",
                        "--all",
                        "--name",
                        name,
                        "--local-port",
                        Integer.toString(FreePort.any()));
    }

    private static void awaitReason(PeerServices peers, String reason) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(peers.state("alone").path("reason").asString(""))
                                .isEqualTo(reason));
    }
}
