package dev.kecs.agent;

import static org.awaitility.Awaitility.await;

import dev.kecs.agent.daemon.Agent;
import dev.kecs.protocol.control.Target;
import dev.kecs.protocol.forward.AgentMethods;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.ForwardWait;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// An agent in this process with a fake control server, and a client of its socket.
final class RunningAgent implements AutoCloseable {
    static final ForwardRequest WEB = ForwardRequest.to(new Target.OfService("demo", "web", 80));

    final InstancePaths paths;
    final FakeControlServer control;
    final JsonRpcClient client;
    private final Agent agent;
    private final Thread thread;

    RunningAgent(Path home) throws Exception {
        paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        control = new FakeControlServer(paths);
        agent = new Agent(paths);
        thread = Thread.ofPlatform().name("agent").start(() -> {
            try {
                agent.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        client = connect(paths);
    }

    /// Connects as soon as the agent answers.
    static JsonRpcClient connect(InstancePaths paths) {
        AtomicReference<JsonRpcClient> connected = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            connected.set(JsonRpcClient.connect(paths.forwards().socket(), Hello.as("cli")));
            return true;
        });
        return connected.get();
    }

    ForwardView start(ForwardRequest request) throws Exception {
        return client.call(AgentMethods.FORWARD_START, request);
    }

    ForwardView awaitReady(String name) throws Exception {
        return client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady(name, 5000));
    }

    ForwardView view(String name) throws Exception {
        return client.call(AgentMethods.FORWARD_DESCRIBE, new dev.kecs.protocol.forward.ForwardName(name));
    }

    static Socket connect(ForwardView forward) throws IOException {
        Socket socket = new Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), forward.localPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        client.close();
        agent.stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        control.close();
        if (thread.isAlive()) {
            throw new IllegalStateException("the agent did not end");
        }
    }
}
