package dev.kecs.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Session;

/// `kecs exec` with tasks that are processes.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Kecs kecs;
    private final String task;

    ExecTest() throws IOException {
        kecs = Kecs.started("");
        Services services = Services.in(kecs.ecs(), "production");
        services.register(
                "echo",
                "kecs/echo",
                List.of(80),
                KeyValuePair.builder().name("LEVEL").value("declared").build());
        String id = Services.id(services.run("echo", Map.of()));
        services.awaitRunning(id);
        task = "production/" + id;
    }

    @AfterAll
    void close() throws IOException {
        kecs.close();
    }

    @Test
    void theCommandsStreamsAndExitCodeAreThoseOfTheProgram() {
        Ended ended = kecs.run("exec", task, "--", "sh", "-c", "echo \"$LEVEL $1\"; echo bad >&2; exit 7", "x", "it's");
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(ended.out()).isEqualTo("declared it's\n");
        assertThat(ended.err()).isEqualTo("bad\n");
        assertThat(kecs.run("exec", task, "--", "echo", "-n", "a  b").done().out())
                .isEqualTo("a  b");
        assertThat(kecs.run("exec", task, "echo", "a", "b").done().out()).isEqualTo("a b\n");
    }

    @Test
    void standardInputIsPassedOnToItsEnd() throws Exception {
        Path out = Files.createTempFile("kecs-exec", ".txt");
        Process process = command(out, "-i", "--", "sh", "-c", "wc -c; echo done");
        try (OutputStream input = process.getOutputStream()) {
            input.write(new byte[200_000]);
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(out).strip()).isEqualTo("200000\ndone");
        Files.delete(out);
    }

    @Test
    void aCommandEndsWithItsCaller() throws Exception {
        Path out = Files.createTempFile("kecs-exec", ".txt");
        Process process = command(out, "--", "sh", "-c", "echo $$; exec sleep 1000");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.readString(out).endsWith("\n"));
        long pid = Long.parseLong(Files.readString(out).strip());
        assertThat(ProcessHandle.of(pid)).isPresent();
        process.destroy();
        Awaitility.await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
        Files.delete(out);
    }

    @Test
    void whatCannotBeRunIsNamed() {
        assertThat(kecs.run("exec", task, "--", "no-such-program").exit()).isEqualTo(127);
        Ended unknown = kecs.run("exec", "production/0123456789abcdef", "--", "true");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.err()).contains("There is no task");
        Ended container = kecs.run("exec", task, "--container", "other", "--", "true");
        assertThat(container.exit()).isEqualTo(3);
        assertThat(container.err()).contains("no container 'other': main");
        assertThat(kecs.run("exec", task).exit()).isEqualTo(2);
        Ended terminal = kecs.run("exec", task, "-t", "--", "true");
        assertThat(terminal.exit()).isEqualTo(1);
        assertThat(terminal.err()).contains("no terminal");
    }

    @Test
    void theOperationOpensAStreamForTheSessionManagerPlugin() throws Exception {
        Services services = new Services(kecs.ecs(), "production");
        String id = task.substring(task.indexOf('/') + 1);
        assertThatThrownBy(() -> services.ecs()
                        .executeCommand(r -> r.cluster("production")
                                .task(id)
                                .interactive(true)
                                .command("sh")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("execute command was not enabled");
        String open = services.runForCommands("echo");
        Session session = services.ecs()
                .executeCommand(r ->
                        r.cluster("production").task(open).interactive(true).command("sh"))
                .session();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Heard heard = new Heard();
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(session.streamUrl()), heard)
                    .join();
            socket.sendText("{\"TokenValue\":\"" + session.tokenValue() + "\"}", true)
                    .join();
            assertThat(heard.first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("InteractiveCommands");
            socket.abort();
        }
        services.stop(open);
    }

    /// What a stream begins with.
    private static final class Heard implements WebSocket.Listener {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            first.complete(StandardCharsets.UTF_8.decode(data).toString());
            return null;
        }
    }

    private Process command(Path out, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("exec", task));
        line.addAll(List.of(words));
        return kecs.prepared(line.toArray(String[]::new))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
