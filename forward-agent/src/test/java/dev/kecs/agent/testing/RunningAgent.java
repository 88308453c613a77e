package dev.kecs.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.daemon.Agent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardName;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Around each test: an agent in this process with a fake kecs-server, and a client of its socket.
public final class RunningAgent implements BeforeEachCallback, AfterEachCallback {
    public static final ForwardRequest WEB =
            ForwardRequest.to(new Target.OfService("demo", "web")).between(new PortPair(null, 80, null));

    /// The same at this local port.
    ///
    /// @param localPort null and 0 as in [PortPair]
    public static ForwardRequest web(@Nullable Integer localPort) {
        return WEB.between(new PortPair(localPort, 80, null));
    }

    private final String settings;
    private @Nullable Started started;

    public RunningAgent() {
        this("");
    }

    private RunningAgent(String settings) {
        this.settings = settings;
    }

    /// @param settings of the agent's section of `kecs.yaml`
    public static RunningAgent with(String settings) {
        return new RunningAgent("portForward:\n" + settings.indent(2));
    }

    private record Started(
            Path home,
            InstancePaths paths,
            FakeControlServer control,
            Agent agent,
            Thread thread,
            JsonRpcClient client) {}

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Path home = Files.createTempDirectory("agent");
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        if (!settings.isEmpty()) {
            Files.writeString(paths.settings(), settings);
        }
        FakeControlServer control = new FakeControlServer(paths);
        Agent agent = new Agent(paths);
        Thread thread = Thread.ofPlatform().name("agent").start(() -> {
            try {
                agent.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        started = new Started(home, paths, control, agent, thread, connect(paths));
    }

    private Started started() {
        return Objects.requireNonNull(started);
    }

    public InstancePaths paths() {
        return started().paths;
    }

    public FakeControlServer control() {
        return started().control;
    }

    public JsonRpcClient client() {
        return started().client;
    }

    /// Connects as soon as the agent answers.
    public static JsonRpcClient connect(InstancePaths paths) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> JsonRpcClient.connect(paths.forwards().socket(), Hello.as("cli")), Objects::nonNull);
    }

    public ForwardView start(ForwardRequest request) throws Exception {
        return client().call(AgentMethods.FORWARD_START, request);
    }

    /// A forward named `web` that is ready with this task.
    public ForwardView startedAt(FakeTask task) throws Exception {
        control().endpoints(FakeControlServer.ready("t1", task.port()));
        start(WEB);
        return awaitReady("web");
    }

    public ForwardView awaitReady(String name) throws Exception {
        return client().call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady(name, 5000));
    }

    public ForwardView view(String name) throws Exception {
        return client().call(AgentMethods.FORWARD_DESCRIBE, new ForwardName(name));
    }

    public static Socket connect(ForwardView forward) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), forward.localPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static void assertEchoes(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        assertThat(socket.getInputStream().readNBytes(text.length())).isEqualTo(bytes(text));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Started over = started();
        over.client.close();
        over.agent.stop();
        over.thread.join(10_000);
        over.control.close();
        if (over.thread.isAlive()) {
            throw new IllegalStateException("the agent did not end");
        }
        try (Stream<Path> files = Files.walk(over.home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
