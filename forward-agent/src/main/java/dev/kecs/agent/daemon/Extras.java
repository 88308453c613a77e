package dev.kecs.agent.daemon;

import dev.kecs.agent.forward.Forwards;
import dev.kecs.agent.gateway.Gateway;
import dev.kecs.agent.metrics.MetricsEndpoint;
import dev.kecs.agent.notify.Notifier;
import dev.kecs.agent.remote.RemoteManagement;
import dev.kecs.forwardconfig.agent.AgentSettings;
import dev.kecs.forwardconfig.agent.Notifications;
import dev.kecs.forwardconfig.agent.Remote;
import dev.kecs.protocol.rpc.JsonRpcTlsServer;
import dev.kecs.protocol.rpc.RpcMethods;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The parts of the agent that are off unless `kecs.yaml` asks for them; nothing of theirs is loaded before. One that
/// cannot begin is told as a problem, and the agent goes on without it. Owned by the main thread.
final class Extras implements AutoCloseable {
    private final Forwards forwards;
    private final Deque<Closeable> running = new ArrayDeque<>();
    private final Map<String, String> listening = new ConcurrentSkipListMap<>();

    Extras(Forwards forwards) {
        this.forwards = forwards;
    }

    /// @param answers what a remote caller may ask
    void start(AgentSettings settings, RpcMethods answers) {
        Integer metricsPort = settings.metricsPort();
        if (metricsPort != null) {
            start("metrics", () -> {
                MetricsEndpoint endpoint = MetricsEndpoint.start(metricsPort, forwards::list);
                listening.put("metrics", "http://127.0.0.1:" + endpoint.port() + "/metrics");
                return endpoint;
            });
        }
        Integer gatewayPort = settings.gatewayPort();
        if (gatewayPort != null) {
            start("gateway", () -> {
                Gateway gateway = Gateway.start(gatewayPort, forwards::list);
                listening.put("gateway", "http://<service>.<cluster>.localhost:" + gateway.port() + "/");
                return gateway;
            });
        }
        Remote remote = settings.remote();
        if (remote != null) {
            start("remote management", () -> {
                JsonRpcTlsServer server = RemoteManagement.start(remote, answers);
                InetSocketAddress address = server.address();
                listening.put("remote", text(address));
                return server;
            });
        }
        Notifications wanted = settings.notifications();
        if (wanted != null) {
            start("notifications", () -> Notifier.start(wanted, forwards.events(), forwards::found));
        }
    }

    /// Where they listen, by what; any thread may ask.
    Map<String, String> listening() {
        return Map.copyOf(listening);
    }

    private interface Beginning {
        Closeable begin() throws IOException;
    }

    private void start(String what, Beginning beginning) {
        try {
            running.push(beginning.begin());
        } catch (IOException | RuntimeException e) {
            forwards.found("no " + what + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
