package dev.kecs.cli.command;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Endpoint;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.instance.KubernetesChoice;
import dev.kecs.cli.instance.Server;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// `kecs start`
public final class Start implements Command {

    private static final Option<Integer> API_PORT = Option.port(
            "--api-port", 0, "The API's port, 0 for any; by default that of last time, or 8080 or the next free one.");
    private static final Option<String> BIND =
            Option.text("--bind", "ADDRESS", "The address that the API listens on; 127.0.0.1 by default.");
    private static final Option<String> ENGINE = Option.text(
            "--engine",
            "ENGINE",
            "What runs tasks: process, kubernetes or k3d; that of last time, or process, by default.");

    private static final Option<String> KUBECONFIG = Option.text(
            "--kubeconfig", "FILE", "Of engine kubernetes: the file that names the Kubernetes cluster; remembered.");
    private static final Option<String> CONTEXT =
            Option.text("--context", "NAME", "Of engine kubernetes: one of that file's contexts; remembered.");
    private static final Option<Boolean> TRAEFIK = Option.flag(
            "--traefik", "New clusters get a host port for their HTTP routes; remembered, as is the API's port.");
    private static final Option<Boolean> NO_TRAEFIK = Option.flag("--no-traefik", "They get none any more.");
    static final Option<String> AWS_EMULATOR = Option.text(
            "--aws-emulator",
            "KIND",
            "What answers for other AWS services: localstack, moto, external, a URL, or none; remembered.");
    private static final String TRAEFIK_FEATURE = "KECS_FEATURES_TRAEFIK";

    @Override
    public Description description() {
        return new Description("Start an instance, with its services and forwards, and return when it is ready.")
                .options(
                        InstanceOption.INSTANCE,
                        API_PORT,
                        BIND,
                        ENGINE,
                        KUBECONFIG,
                        CONTEXT,
                        TRAEFIK,
                        NO_TRAEFIK,
                        AWS_EMULATOR)
                .examples(
                        "kecs start",
                        "eval \"$(kecs start)\"",
                        "kecs start --instance ci --api-port 0",
                        "kecs start --aws-emulator moto",
                        "kecs start --engine k3d --traefik",
                        "kecs start --engine kubernetes --context staging");
    }

    /// Standard output gets the line to evaluate and nothing else.
    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Console console = invocation.console();
        Instance instance = InstanceOption.of(invocation);
        Server server = new Server(instance);
        Optional<JsonNode> running = server.status();
        JsonNode status;
        if (running.isPresent()) {
            status = running.get();
            console.note("instance " + instance.name() + " is already running (pid "
                    + status.path("pid").asLong() + ")");
        } else {
            console.progress("starting instance " + instance.name() + " ...");
            status = server.start(wish(invocation));
            console.note("instance " + instance.name() + " is ready: engine "
                    + status.path("engine").asString() + ", API on "
                    + status.path("apiAddress").asString() + ":"
                    + status.path("apiPort").asInt());
        }
        String emulator = Status.emulator(status.path("awsEmulator"));
        if (!emulator.isEmpty()) {
            console.note("AWS emulator: " + emulator);
        }
        startAgentWhenWanted(instance, status, console);
        console.print(Endpoint.of(status).export());
        return 0;
    }

    private static Server.Wish wish(Invocation invocation) {
        Optional<Integer> port = invocation.value(API_PORT);
        return new Server.Wish(
                port.map(OptionalInt::of).orElse(OptionalInt.empty()),
                invocation.value(BIND),
                invocation.value(ENGINE),
                new KubernetesChoice(invocation.value(KUBECONFIG).map(Start::absolute), invocation.value(CONTEXT)),
                traefik(invocation),
                invocation.value(AWS_EMULATOR));
    }

    /// Whoever reads it later does so from another directory.
    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize().toString();
    }

    /// The variable counts where no option is given.
    private static Optional<Boolean> traefik(Invocation invocation) {
        if (invocation.has(TRAEFIK) || invocation.has(NO_TRAEFIK)) {
            if (invocation.has(TRAEFIK) && invocation.has(NO_TRAEFIK)) {
                throw invocation.misused("--traefik and --no-traefik exclude each other");
            }
            return Optional.of(invocation.has(TRAEFIK));
        }
        return invocation.console().variable(TRAEFIK_FEATURE).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invocation.misused(TRAEFIK_FEATURE + " is true or false, not '" + value + "'");
        });
    }

    /// Forwards want it, or ports of clusters.
    ///
    /// @param status the server's
    static void startAgentWhenWanted(Instance instance, JsonNode status, Console console) throws InterruptedException {
        Agent agent = new Agent(instance);
        boolean ports = status.path("agentWanted").asBoolean(false);
        if (ports || agent.wanted()) {
            try (Connection connection = agent.connect()) {
                console.progress(
                        (ports ? "host names" : "forwards") + " are served (kecs-agent, pid " + connection.pid() + ")");
            }
        }
    }
}
