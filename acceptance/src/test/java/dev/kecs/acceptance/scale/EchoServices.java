package dev.kecs.acceptance.scale;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// An instance with services named `echo-0` and so on in the cluster `scale`, of one task each, which sends back what
/// it gets.
public record EchoServices(Kecs kecs, EcsClient ecs) implements AutoCloseable {
    static final String CLUSTER = "scale";
    static final int PORT = Services.ECHO_PORT;

    static EchoServices started(int count) throws IOException {
        return on(Kecs.started(""), count);
    }

    /// On an instance that is started, whatever its tasks run on.
    public static EchoServices on(Kecs kecs, int count) {
        EcsClient ecs = kecs.ecs();
        create(ecs, count);
        return new EchoServices(kecs, ecs);
    }

    static void create(EcsClient ecs, int count) {
        Services services = Services.in(ecs, CLUSTER);
        services.registerEcho();
        for (int number = 0; number < count; number++) {
            services.create("echo-" + number, "echo", 1);
        }
        for (int number = 0; number < count; number++) {
            services.awaitSteady("echo-" + number);
        }
    }

    /// The options of a file's entry for a forward to one of the services at a port of the agent's choice.
    static String to(int service) {
        return "type: service, cluster: " + CLUSTER + ", service: echo-" + service + ", localPort: 0, targetPort: "
                + PORT;
    }

    /// Starts a forward and waits until it is ready.
    ///
    /// @return its local port
    public int forward(String name, int service) {
        start(name, service).done();
        return one(name).path("localPort").asInt();
    }

    Ended start(String name, int service, String... more) {
        String[] command = {
            "port-forward", "start", "service", CLUSTER + "/echo-" + service, "--name", name, "--local-port", "0"
        };
        String[] whole = new String[command.length + more.length];
        System.arraycopy(command, 0, whole, 0, command.length);
        System.arraycopy(more, 0, whole, command.length, more.length);
        return kecs.run(whole);
    }

    /// All forwards by their names.
    Map<String, JsonNode> all() {
        Map<String, JsonNode> named = new TreeMap<>();
        kecs.forwards().forEach(forward -> named.put(forward.path("name").asString(), forward));
        return named;
    }

    JsonNode one(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    Program agent() {
        return kecs.agent().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        ecs.close();
        kecs.close();
    }
}
