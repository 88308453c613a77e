package dev.kecs.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// Scenario 7: what a killed agent leaves behind deceives nobody.
@Timeout(180)
class StaleFilesTest {
    @Test
    void aStaleSocketIsTakenOverAndAProcessThatGotTheAgentsPidIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try (Kecs kecs = Kecs.started("");
                EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "stale");
            services.register("echo", "kecs/echo", List.of(8080));
            services.create("web", "echo", 1);
            kecs.run("port-forward", "start", "service", "stale/web", "--local-port", "0")
                    .done();
            JsonNode before = kecs.forwards().path(0);
            for (String command : List.of("list", "restart-agent")) {
                Program agent = kecs.agent().orElseThrow();
                agent.kill();
                Awaitility.await().until(() -> !agent.alive());
                Path pid = kecs.forwardsDirectory().resolve("agent.pid");
                Files.writeString(pid, stranger.pid() + "\n");
                assertThat(Files.exists(kecs.forwardsDirectory().resolve("agent.sock"), LinkOption.NOFOLLOW_LINKS))
                        .as("the socket that was left behind")
                        .isTrue();

                kecs.run("port-forward", command).done();

                JsonNode after = kecs.forwards().path(0);
                assertThat(after.path("id")).isEqualTo(before.path("id"));
                assertThat(after.path("localPort")).isEqualTo(before.path("localPort"));
                assertThat(Files.readString(pid).strip()).isNotEqualTo(Long.toString(stranger.pid()));
                assertThat(stranger.isAlive()).as("the stranger").isTrue();
            }
            kecs.agent().orElseThrow().kill();
            Files.writeString(kecs.forwardsDirectory().resolve("agent.pid"), stranger.pid() + "\n");
            kecs.run("stop").done();
            assertThat(stranger.isAlive()).as("the stranger").isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
