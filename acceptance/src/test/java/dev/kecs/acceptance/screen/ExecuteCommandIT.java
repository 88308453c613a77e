package dev.kecs.acceptance.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/// `aws ecs execute-command` in a real terminal. Needs `tmux`, `aws` (the AWS CLI) and `session-manager-plugin`; and a
/// Kubernetes cluster.
@Timeout(300)
class ExecuteCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A terminal's own `PATH` comes before one that it is given. Ctrl-C is for the command, and reaches this shell as
    /// well.
    private static final String SHELL = """
            PATH=$ORIGINAL_PATH
            trap : INT
            aws ecs execute-command --cluster shop --task $TASK --interactive --command /bin/sh
            echo "ended with $?"
            read -r rest
            """;

    @TempDir
    Path directory;

    @Test
    void theAwsCliOpensAShellInATask() throws IOException {
        try (Kecs kecs = Kecs.started("");
                EcsClient ecs = kecs.ecs()) {
            String task = task(ecs, "kecs/echo");
            try (Tmux tmux = open(kecs, task)) {
                assertIsAShellInTheContainer(tmux);
                enter(tmux, "sleep 1000; echo status $?");
                await().atMost(PATIENCE).until(() -> sleeps(kecs) == 1);
                tmux.press("C-c");
                await().atMost(PATIENCE).until(() -> sleeps(kecs) == 0);
                leave(tmux);
            }
            try (Tmux tmux = open(kecs, task)) {
                tmux.awaitScreen(screen -> screen.contains("Starting session"));
                enter(tmux, "exec sleep 1000");
                await().atMost(PATIENCE).until(() -> sleeps(kecs) == 1);
            }
            await("a command ends with its client").atMost(PATIENCE).until(() -> sleeps(kecs) == 0);
        }
    }

    /// The terminal of a pod's command follows the client's, which that of a process cannot.
    @Test
    void theAwsCliOpensAShellInAPod() throws IOException {
        String settings = "kubernetes:\n  kubeconfig: "
                + Path.of(System.getenv("KECS_TEST_KUBECONFIG")).toAbsolutePath() + "\n";
        try (Kecs kecs = Kecs.started(settings, "--engine", "kubernetes");
                EcsClient ecs = kecs.ecs()) {
            String task = task(ecs, "nginx");
            try (Tmux tmux = open(kecs, task)) {
                assertIsAShellInTheContainer(tmux);
                tmux.resize(120, 40);
                await().atMost(PATIENCE).until(() -> {
                    enter(tmux, "stty size");
                    return tmux.screen().contains("40 120");
                });
                leave(tmux);
            }
            kecs.run("destroy", "--yes").done();
        }
    }

    private static void enter(Tmux tmux, String line) {
        tmux.type(line);
        tmux.press("Enter");
    }

    private static void assertIsAShellInTheContainer(Tmux tmux) {
        tmux.awaitScreen(screen -> screen.contains("Starting session"));
        enter(tmux, "stty size; echo $((6 * 7))-$ECS_TEST");
        assertThat(tmux.awaitScreen(screen -> screen.contains("42-here"))).contains("30 100");
    }

    private static void leave(Tmux tmux) {
        enter(tmux, "exit");
        tmux.awaitScreen(screen -> screen.contains("Exiting session") && screen.contains("ended with 0"));
    }

    private static String task(EcsClient ecs, String image) {
        Services services = Services.in(ecs, "shop");
        services.register(
                "echo",
                image,
                List.of(80),
                KeyValuePair.builder().name("ECS_TEST").value("here").build());
        return services.runForCommands("echo");
    }

    private Tmux open(Kecs kecs, String task) throws IOException {
        Path script = Files.writeString(directory.resolve("session"), SHELL);
        return Tmux.running(
                directory,
                Map.of(
                        "ORIGINAL_PATH",
                        System.getenv("PATH"),
                        "TASK",
                        task,
                        "AWS_ENDPOINT_URL",
                        kecs.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "any",
                        "AWS_SECRET_ACCESS_KEY",
                        "any",
                        "AWS_DEFAULT_REGION",
                        "us-east-1"),
                "sh " + script);
    }

    private static long sleeps(Kecs kecs) throws IOException {
        return kecs.home().processes().stream()
                .filter(pid -> kecs.home().commandLine(pid).equals("sleep 1000"))
                .count();
    }
}
