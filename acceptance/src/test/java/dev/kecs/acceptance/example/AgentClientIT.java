package dev.kecs.acceptance.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `examples/agent-client`, on this machine and over TLS as docs/how-to/manage-from-elsewhere.md says. Needs `python3`
/// and `openssl`.
@Timeout(180)
class AgentClientIT {
    private static final Path CLIENT = Path.of("..", "examples", "agent-client", "agent.py");
    private static final String REMOTE = """
            portForward:
              remote: {listen: '127.0.0.1:0', token: token, certificate: certificate.pem, key: key.pem}
            """;

    @TempDir
    Path directory;

    @Test
    void anyMethodCanBeCalledHereAndOverTls() throws Exception {
        try (Kecs kecs = Kecs.prepare(REMOTE)) {
            identify(kecs.directory());
            kecs.start();
            try (EcsClient ecs = kecs.ecs()) {
                Services services = Services.in(ecs, "client");
                services.register("echo", "kecs/echo", List.of(80));
                services.create("web", "echo", 1);
                services.awaitSteady("web");
                kecs.run("port-forward", "start", "service", "client/web").done();
            }
            Map<String, String> here =
                    Map.of("KECS_HOME", kecs.home().directory().toString(), "KECS_INSTANCE", Kecs.INSTANCE);
            JsonNode ready = json(
                    call(here, "forward.wait", "{\"forward\": \"web\", \"for\": \"ready\", \"timeoutMillis\": 30000}"));
            assertThat(ready.path("state").asString()).isEqualTo("Ready");

            JsonNode status = json(call(here, "agent.status"));
            assertThat(status.path("problems")).isEmpty();
            String listens = status.path("listening").path("remote").asString();
            Map<String, String> elsewhere = Map.of(
                    "KECS_AGENT", listens.substring(listens.lastIndexOf('/') + 1),
                    "KECS_AGENT_TOKEN", kecs.directory().resolve("token").toString(),
                    "KECS_AGENT_CERTIFICATE",
                            kecs.directory().resolve("certificate.pem").toString());
            assertThat(json(call(elsewhere, "forward.list")).get(0).path("id")).isEqualTo(ready.path("id"));

            Process unknown = start(elsewhere, "forward.stop", "{\"forwards\": [\"absent\"]}");
            assertThat(text(unknown.getErrorStream())).startsWith("forward.stop: ");
            assertThat(unknown.waitFor()).isEqualTo(1);
            follow(elsewhere, here);
        }
    }

    /// Follows events from elsewhere until a pause that is asked for here is told.
    private static void follow(Map<String, String> elsewhere, Map<String, String> here) throws Exception {
        Process follower = start(elsewhere, "events.follow");
        try (BufferedReader events = follower.inputReader()) {
            assertThat(json(events.readLine()).path("kind").asString()).isEqualTo("started");
            call(here, "forward.pause", "{\"all\": true}");
            String state = "";
            while (!state.equals("Paused")) {
                state = json(events.readLine()).path("state").asString("");
            }
        } finally {
            follower.destroy();
        }
    }

    private static void identify(Path instance) throws IOException, InterruptedException {
        run(List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "365",
                "-subj",
                "/CN=kecs",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                instance.resolve("key.pem").toString(),
                "-out",
                instance.resolve("certificate.pem").toString()));
        Path token = Files.writeString(instance.resolve("token"), "a token that nobody else will ever guess\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = text(process.getInputStream());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("python3", CLIENT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String call(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        String answer = text(process.getInputStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> text(process.getErrorStream())).isZero();
        return answer;
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
