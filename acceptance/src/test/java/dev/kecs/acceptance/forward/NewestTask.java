package dev.kecs.acceptance.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;

/// A forward to the newest running task with certain tags. Used by one thread.
public record NewestTask(PeerServices peers) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// It follows as often as that, does not go to a newer task too early, and leaves one that loses its tags.
    public void isFollowed(int rounds) throws IOException {
        Replacements replacements = Replacements.started(peers);
        for (int round = 0; round < rounds; round++) {
            replacements.replace(round);
        }
        aNewerTaskThatDoesNotRunYetIsNotChosen(replacements);
        theTaskLosesItsPlaceWithItsTags(replacements);
    }

    private void aNewerTaskThatDoesNotRunYetIsNotChosen(Replacements replacements) throws IOException {
        registerGated();
        String before = replacements.chosen();
        String gated = replacements.services().run("gated", Replacements.TAGS);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> replacements.services().task(gated).containers().stream()
                        .anyMatch(each -> each.name().equals("gate") && "RUNNING".equals(each.lastStatus())));
        for (int count = 0; count < 20; count++) {
            assertThat(replacements.answering()).isEqualTo(before);
        }
        assertThat(replacements.services().task(gated).lastStatus()).isNotEqualTo("RUNNING");
        peers.ground().letGo(peers.kecs(), gated, "gate");
        replacements.awaitChosen(gated, before);
    }

    /// Its container `main` waits for another one, which waits for a file.
    private void registerGated() {
        peers.ecs()
                .registerTaskDefinition(request -> request.family("gated")
                        .networkMode(NetworkMode.AWSVPC)
                        .containerDefinitions(
                                peers.ground()
                                        .program("gate")
                                        .name("gate")
                                        .memory(128)
                                        .essential(false)
                                        .build(),
                                peers.ground()
                                        .program("peer")
                                        .name(Services.CONTAINER)
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

    private void theTaskLosesItsPlaceWithItsTags(Replacements replacements) {
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

    /// In strict mode.
    public void ofTwoNoneIsChosen() throws IOException {
        Map<String, String> tags = Map.of("Only", "one");
        String first = peers.services().run("peer", tags);
        start("alone").done();
        assertThat(peers.state("alone").path("state").asString()).isEqualTo("Ready");

        String second = peers.services().run("peer", tags);
        awaitReason("tasksAmbiguous");
        assertThat(peers.state("alone").path("message").asString()).contains(first, second, "peer:1");
        Ended refused = start("another");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err()).contains(first, second, "--all");

        peers.services().stop(first);
        awaitReason("");
        assertThat(peers.state("alone").path("selected").path("task").asString())
                .isEqualTo(second);
    }

    private Ended start(String name) {
        return peers.startByTags(name, "Only=one", FreePort.any(), "--all");
    }

    private void awaitReason(String reason) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(peers.state("alone").path("reason").asString(""))
                                .isEqualTo(reason));
    }
}
