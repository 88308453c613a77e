package dev.kecs.acceptance.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/// `kecs port-forward ui` in a real terminal. Needs `tmux`.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalScreenIT {
    /// A terminal's own `PATH` comes before one that it is given.
    private static final String SHELL = """
            PATH=$PROGRAMS:$PATH
            echo 'what was there before'
            stty -g > before
            kecs port-forward ui
            echo "ended with $?"
            stty -g > after
            read -r rest
            """;

    private final Kecs kecs;

    TerminalScreenIT() throws IOException {
        kecs = Kecs.started("");
        try (EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "shop");
            services.register("echo", "kecs/echo", List.of(80));
            services.create("basket", "echo", 1);
            services.awaitSteady("basket");
        }
    }

    @AfterAll
    void close() throws IOException {
        kecs.close();
    }

    private Tmux open(Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve("session"), SHELL);
        return Tmux.running(
                directory,
                Map.of(
                        "KECS_HOME",
                        kecs.home().directory().toString(),
                        "KECS_INSTANCE",
                        Kecs.INSTANCE,
                        "PROGRAMS",
                        kecs.programs().toString()),
                "sh " + script);
    }

    private String state(String forward) {
        return kecs.run("port-forward", "describe", forward, "-o", "json")
                .done()
                .json()
                .path("state")
                .asString();
    }

    private static void assertRestored(Tmux tmux, Path directory, String end) throws IOException {
        String shown = tmux.awaitScreen(screen -> screen.contains("ended with"));
        assertThat(shown).contains("what was there before", end).doesNotContain("Forwards of");
        await().until(() -> Files.exists(directory.resolve("after"))
                && Files.size(directory.resolve("after")) == Files.size(directory.resolve("before")));
        assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
    }

    @Test
    void aForwardIsSeenReadyAndPausedAndTheTerminalIsGivenBack(@TempDir Path directory) throws IOException {
        kecs.run("port-forward", "start", "service", "shop/basket", "--name", "seen")
                .done();
        try (Tmux tmux = open(directory)) {
            tmux.awaitScreen(screen -> screen.contains("> seen ") && screen.contains("Ready for"));
            tmux.press("p");
            tmux.awaitScreen(screen -> screen.contains("Paused for") && screen.contains("seen paused"));
            assertThat(state("seen")).isEqualTo("Paused");
            tmux.resize(40, 8);
            tmux.awaitScreen(screen -> screen.lines().count() == 8
                    && screen.contains("Forwards of")
                    && screen.lines().reduce((first, last) -> last).orElse("").startsWith("? help"));
            tmux.press("q");
            assertRestored(tmux, directory, "ended with 0");
        } finally {
            kecs.run("port-forward", "stop", "seen").done();
        }
    }

    @Test
    void aForwardIsStartedAndStoppedByKeys(@TempDir Path directory) throws IOException {
        try (Tmux tmux = open(directory)) {
            tmux.awaitScreen(screen -> screen.contains("no forwards yet"));
            tmux.press("s");
            tmux.type("shop/basket --name typed");
            tmux.press("Enter");
            tmux.awaitScreen(screen -> screen.contains("> typed ") && screen.contains("Ready for"));
            assertThat(state("typed")).isEqualTo("Ready");
            tmux.press("l");
            tmux.awaitScreen(screen -> screen.contains("Log of typed") && screen.contains("Ready"));
            tmux.press("q", "x");
            tmux.awaitScreen(screen -> screen.contains("Stop typed?"));
            tmux.press("y");
            tmux.awaitScreen(screen -> screen.contains("no forwards yet"));
            tmux.press("C-c");
            assertRestored(tmux, directory, "ended with 0");
        }
    }

    @Test
    void itSaysThatTheAgentIsAwayAndFindsItAgain(@TempDir Path directory) throws Exception {
        kecs.run("port-forward", "start", "service", "shop/basket", "--name", "kept")
                .done();
        try (Tmux tmux = open(directory)) {
            tmux.awaitScreen(screen -> screen.contains("Ready for"));
            kecs.run("stop").done();
            tmux.awaitScreen(screen -> screen.contains("AGENT AWAY") && screen.contains("kecs start"));
            kecs.start();
            tmux.awaitScreen(screen -> !screen.contains("AGENT AWAY") && screen.contains("Ready for"));
            for (long pid : kecs.processesOf("dev.kecs.cli.Main")) {
                Program.of(pid).signal("TERM");
            }
            assertRestored(tmux, directory, "ended with 143");
        } finally {
            kecs.run("port-forward", "stop", "kept").done();
        }
    }
}
