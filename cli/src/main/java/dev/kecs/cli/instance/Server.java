package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.Shutdown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Starts and stops an instance's kecs-server.
public record Server(Instance instance) {
    private static final String PROCESS = "process";
    private static final String KUBERNETES = "kubernetes";

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    /// What `kecs start` may be told.
    ///
    /// @param port 0 lets the system choose
    /// @param traefik whether new clusters get a host port for their HTTP routes
    /// @param awsEmulator a kind, `none` or a URL
    public record Wish(
            OptionalInt port,
            Optional<String> bind,
            Optional<String> engine,
            KubernetesChoice kubernetes,
            Optional<Boolean> traefik,
            Optional<String> awsEmulator) {

        public static final Wish NONE = of(Optional.empty());

        /// As last time, but with this AWS emulator where one is given.
        public static Wish of(Optional<String> awsEmulator) {
            return new Wish(
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    KubernetesChoice.OPEN,
                    Optional.empty(),
                    awsEmulator);
        }
    }

    /// Starts the server and waits until it is ready. What was chosen is remembered for the next start.
    ///
    /// @return its status
    public JsonNode start(Wish wish) throws InterruptedException {
        instance.create();
        Choices before = Choices.read(instance.paths().choices());
        String bind = wish.bind().or(before::bind).orElse("127.0.0.1");
        String engine = wish.engine().or(before::engine).orElse(PROCESS);
        KubernetesChoice kubernetes = kubernetes(engine, wish.kubernetes(), before.kubernetes());
        int port = new ApiPort(address(bind)).choose(wish.port(), before.port());
        List<String> options =
                new ArrayList<>(List.of("--api-port", Integer.toString(port), "--bind", bind, "--engine", engine));
        options.addAll(kubernetes.options());
        Optional<Boolean> traefik = wish.traefik().or(before::traefik);
        traefik.ifPresent(on -> options.addAll(List.of("--traefik", on.toString())));
        Optional<String> emulator = wish.awsEmulator().or(before::awsEmulator);
        emulator.ifPresent(kind -> options.addAll(List.of("--aws-emulator", kind)));
        JsonNode status = launch(options);
        new Choices(
                        OptionalInt.of(status.path("apiPort").asInt(port)),
                        Optional.of(bind),
                        Optional.of(engine),
                        kubernetes,
                        traefik,
                        emulator)
                .write(instance.paths().choices());
        return status;
    }

    private static KubernetesChoice kubernetes(String engine, KubernetesChoice wish, KubernetesChoice before) {
        if (engine.equals(KUBERNETES)) {
            return wish.or(before);
        }
        if (!wish.open()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--kubeconfig and --context are of engine kubernetes, and this instance's engine is " + engine,
                    "Choose it: kecs start --engine kubernetes");
        }
        return before;
    }

    /// Starts a server that starts no tasks, so that it can end those that a killed one has left.
    public void startAtRest() throws InterruptedException {
        Choices before = Choices.read(instance.paths().choices());
        List<String> options = new ArrayList<>(List.of("--api-port", "0", "--services", "rest"));
        options.addAll(List.of("--engine", before.engine().orElse(PROCESS)));
        options.addAll(before.kubernetes().options());
        launch(options);
    }

    private JsonNode launch(List<String> options) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                instance.installation().launcher("kecs-server").toString(),
                "--home",
                instance.installation().home().toString(),
                "--instance",
                instance.name()));
        command.addAll(options);
        Daemon daemon = new Daemon(
                "kecs-server",
                command,
                instance.paths().serverLog(),
                instance.paths().serverLock());
        return daemon.start(this::status, READY_LIMIT);
    }

    /// Whether tasks or an AWS emulator may still run though no server does: it was killed, or told to keep them. A
    /// server that has ended all tasks removes its pid file.
    public boolean mayHaveLeftTasks() {
        if (!Files.exists(instance.paths().serverPid())) {
            return false;
        }
        String engine = Choices.read(instance.paths().choices()).engine().orElse(PROCESS);
        if (!engine.equals(PROCESS)) {
            // Only the engine can tell.
            return true;
        }
        if (Files.exists(instance.paths().awsEmulator().resolve("kind"))) {
            return true;
        }
        try (Stream<Path> found = Files.list(instance.paths().tasks())) {
            return found.anyMatch(Files::isDirectory);
        } catch (IOException none) {
            return false;
        }
    }

    /// Whether something may be there beyond the instance's directory though no server runs: tasks, what they run in,
    /// or what an AWS emulator was asked to keep.
    public boolean mayHaveLeftAnything() {
        return mayHaveLeftTasks()
                || Files.exists(instance.paths().kubernetes())
                || Files.exists(instance.paths().awsEmulator().resolve("volume"));
    }

    /// The server's status; empty when it does not answer.
    public Optional<JsonNode> status() {
        Optional<Connection> found = instance.server();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = found.get()) {
            return Optional.of(connection.call(ControlMethods.SERVER_STATUS));
        }
    }

    /// Ends the server, closes the connection and waits until the server's process has ended.
    public void stop(Connection connection, Shutdown how) throws InterruptedException {
        long pid = connection.pid();
        connection.call(ControlMethods.SERVER_SHUTDOWN, how);
        connection.close();
        Processes.awaitEnd("kecs-server", pid);
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.ofLiteral(bind);
        } catch (IllegalArgumentException name) {
            return resolve(bind);
        }
    }

    private static InetAddress resolve(String bind) {
        try {
            return InetAddress.getAllByName(bind)[0];
        } catch (UnknownHostException unknown) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + bind + "' is no address of this machine", "Use for example --bind 127.0.0.1");
        }
    }
}
