package dev.kecs.agent.fuzz;

import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.testkit.rpc.RecordKeys;
import dev.kecs.testkit.rpc.SocketFuzz.Call;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Valid calls of each of the agent's methods with each of its keys, and which those are. Stateless.
final class AgentCalls {
    static final String SHUTDOWN = "agent.shutdown";
    static final Map<String, Object> HELLO =
            Map.of("protocol", Protocol.NUMBER, "version", Protocol.RELEASE, "role", "cli", "token", "none");

    private static final Map<String, Object> SERVICE = Map.of("type", "service", "cluster", "demo", "service", "web");
    private static final Map<String, Object> TASK = Map.of("type", "task", "cluster", "demo", "task", "0f9de17a");
    private static final Map<String, Object> TAGS =
            Map.of("type", "tags", "cluster", "demo", "tags", Map.of("a", "b"), "strict", true);
    private static final Map<String, Object> OPTIONS = Map.of(
            "autoReconnect", true,
            "holdMillis", 3000,
            "maxHeld", 10,
            "maxConnections", 5,
            "idleTimeoutMillis", 60_000,
            "onConflict", "next",
            "restore", "if-target-exists");
    private static final Map<String, Object> WANTED = Map.of(
            "name",
            "one",
            "target",
            SERVICE,
            "ports",
            List.of(Map.of("localPort", 0, "targetPort", 80, "protocol", "tcp")),
            "addresses",
            List.of("127.0.0.1"),
            "options",
            OPTIONS,
            "origin",
            "/a/port-forward.yaml");

    private AgentCalls() {}

    /// Those that are cheap stand there more often.
    static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        add(calls, 2, "forward.start", Map.of("target", SERVICE));
        add(calls, 2, "forward.start", WANTED);
        add(calls, 1, "forward.start", Map.of("name", "two", "target", TASK));
        add(calls, 1, "forward.start", Map.of("name", "three", "target", TAGS));
        add(calls, 2, "forward.apply", Map.of("origin", "/a/f.yaml", "forwards", List.of(WANTED), "dryRun", true));
        add(
                calls,
                1,
                "forward.apply",
                Map.of("origin", "/a/f.yaml", "forwards", List.of(WANTED), "prune", true, "waitMillis", 50));
        add(
                calls,
                1,
                "forward.apply",
                Map.of(
                        "origin",
                        "-",
                        "forwards",
                        List.of(Map.of("name", "four", "target", TASK), Map.of("name", "five", "target", TAGS))));
        add(calls, 2, "forward.remove", Map.of("origin", "/a/f.yaml", "names", List.of("one"), "dryRun", false));
        add(calls, 2, "forward.stop", Map.of("forwards", List.of("web", "one")));
        add(calls, 2, "forward.stop", Map.of("all", true));
        add(calls, 1, "forward.pause", Map.of("all", true));
        add(calls, 1, "forward.pause", Map.of("forwards", List.of("web")));
        add(calls, 2, "forward.resume", Map.of("all", true));
        add(calls, 1, "forward.resume", Map.of("forwards", List.of("web")));
        add(calls, 4, "forward.list", Map.of());
        add(calls, 6, "forward.describe", Map.of("forward", "web"));
        add(calls, 6, "forward.connections", Map.of("forward", "web"));
        add(calls, 6, "forward.wait", Map.of("forward", "web", "for", "ready", "timeoutMillis", 50));
        add(calls, 3, "events.list", Map.of("forward", "web", "since", "2026-01-31T12:00:00Z"));
        add(calls, 1, "events.follow", Map.of("forward", "web", "since", "2026-01-31T12:00:00Z"));
        add(calls, 6, "agent.status", Map.of());
        return calls;
    }

    private static void add(List<Call> calls, int times, String method, Map<String, Object> parameters) {
        calls.addAll(Collections.nCopies(times, new Call(method, parameters)));
    }

    /// Every method and every key of its parameters, found in the protocol itself; without the one that ends the agent.
    static Set<String> places() throws IllegalAccessException {
        Set<String> places = new TreeSet<>(RecordKeys.of(Hello.class, Hello.METHOD.name()));
        for (Class<?> owner : List.of(AgentMethods.class, EventMethods.class)) {
            for (Field field : owner.getFields()) {
                if (field.get(null) instanceof RpcMethod<?, ?> method
                        && !method.name().equals(SHUTDOWN)) {
                    places.add(method.name());
                    places.addAll(RecordKeys.of(method.parameters(), method.name()));
                }
            }
        }
        return places;
    }
}
