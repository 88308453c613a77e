package dev.kecs.packaging.training;

import com.sun.net.httpserver.HttpServer;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardApply;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.WatchedSnapshot;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `kecs-agent` through a forward and its connections, against a stand-in for the server.
public final class AgentTraining {

    private static final int TRIES = 2000;
    private static final int CONNECTIONS = 20;
    /// Too few for a bulky flow: what moves those is loaded by the first, and an agent at rest does without (1.5 MB).
    private static final int ANSWER_BYTES = 50_000;

    private AgentTraining() {}

    /// The agent's arguments after its main class.
    public static List<String> arguments(Path home) {
        return List.of("--home", home.toString(), "--instance", "default");
    }

    /// @param command the training run's command line
    public static void run(List<String> command, Path home) throws IOException, InterruptedException {
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        HttpServer task = task();
        JsonRpcServer server = JsonRpcServer.start(
                paths.controlSocket(), answers(task.getAddress().getPort()));
        Process agent = new ProcessBuilder(command).inheritIO().start();
        try {
            // The agent ends when the one who asked it to has hung up.
            try (JsonRpcClient client = connect(paths, agent)) {
                use(client);
            }
            if (!agent.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("the agent was asked to end, but did not");
            }
        } catch (RpcException refused) {
            throw new IOException("the agent refused its training: " + refused.getMessage(), refused);
        } finally {
            agent.destroyForcibly();
            server.close();
            task.stop(0);
        }
    }

    private static void use(JsonRpcClient client) throws IOException, InterruptedException, RpcException {
        ForwardRequest request = ForwardRequest.to(new Target.OfService("production", "webapp"))
                .between(new PortPair(0, null, null))
                .listeningAt(List.of("127.0.0.1"));
        ForwardView forward = client.call(AgentMethods.FORWARD_START, request);
        client.call(AgentMethods.FORWARD_WAIT, ForwardWait.untilReady(forward.id(), 20_000));
        URI root = URI.create("http://127.0.0.1:" + forward.localPort() + "/");
        for (int i = 0; i < CONNECTIONS; i++) {
            try (HttpClient web = HttpClient.newHttpClient()) {
                web.send(HttpRequest.newBuilder(root).build(), HttpResponse.BodyHandlers.discarding());
            }
        }
        client.call(
                AgentMethods.FORWARD_APPLY,
                new ForwardApply("/file", List.of(request.named("one"), request.named("two")), false, false));
        client.call(AgentMethods.FORWARD_REMOVE, new ForwardRemove("/file", null, false));
        client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY);
        client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY);
        client.call(AgentMethods.AGENT_SHUTDOWN, Empty.EMPTY);
    }

    private static JsonRpcClient connect(InstancePaths paths, Process agent)
            throws IOException, InterruptedException, RpcException {
        for (int i = 0; i < TRIES && agent.isAlive(); i++) {
            try {
                return JsonRpcClient.connect(paths.forwards().socket(), Hello.as("cli"));
            } catch (IOException notYet) {
                Thread.sleep(10);
            }
        }
        throw new IOException(
                "kecs-agent did not start; its log is " + paths.forwards().agentLog());
    }

    private static HttpServer task() throws IOException {
        HttpServer task = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        task.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, ANSWER_BYTES);
            exchange.getResponseBody().write(new byte[ANSWER_BYTES]);
            exchange.close();
        });
        task.start();
        return task;
    }

    private static RpcMethods answers(int port) {
        Snapshot snapshot = new Snapshot(
                1,
                SnapshotReason.OK,
                "",
                null,
                List.of(80),
                80,
                Transport.TCP,
                null,
                List.of(new Endpoint(
                        "0123456789abcdef", "127.0.0.1", port, "2026-01-01T00:00:00Z", true, false, "webapp:1")));
        return new RpcMethods(
                        new RpcMethods.Identity("kecs-server", "default", "kecs restart"),
                        (what, failure) -> System.err.println(what + ": " + failure))
                .answer(ControlMethods.TARGET_RESOLVE, (target, connection) -> snapshot)
                .answer(ControlMethods.TARGET_ACKNOWLEDGE, (generation, connection) -> Empty.EMPTY)
                .answer(ControlMethods.TARGET_UNWATCH, (watch, connection) -> Empty.EMPTY)
                .answer(ControlMethods.TARGET_WATCH, (watch, connection) -> {
                    try {
                        connection.notify(ControlMethods.TARGET_SNAPSHOT, new WatchedSnapshot(watch.watch(), snapshot));
                    } catch (IOException gone) {
                        throw new RpcException(1, "the agent has gone: " + gone);
                    }
                    return Empty.EMPTY;
                });
    }
}
