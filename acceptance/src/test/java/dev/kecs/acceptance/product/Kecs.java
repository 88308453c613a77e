package dev.kecs.acceptance.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// One instance of the built product in a home of its own. Any thread may run commands.
///
/// [#close] ends everything and fails when a process of the home is left.
public final class Kecs implements AutoCloseable {
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(15);
    private static final Pattern TASK = Pattern.compile("\0KECS_TASK_ID=([0-9a-f]+)\0");
    public static final String INSTANCE = "acceptance";

    private final Image image;
    private final Home home;

    private Kecs(Image image, Home home) {
        this.image = image;
        this.home = home;
    }

    /// An instance that is not started yet.
    ///
    /// @param settings the content of its kecs.yaml; empty for none
    public static Kecs prepare(String settings) throws IOException {
        Kecs kecs = new Kecs(Image.ofThisCheckout(), Home.create());
        if (!settings.isEmpty()) {
            Files.createDirectories(kecs.directory());
            Files.writeString(kecs.directory().resolve("kecs.yaml"), settings);
        }
        return kecs;
    }

    /// A started instance.
    ///
    /// @param options of its first `kecs start`
    public static Kecs started(String settings, String... options) throws IOException {
        Kecs kecs = prepare(settings);
        try {
            kecs.start(options);
        } catch (AssertionError | RuntimeException failure) {
            kecs.home.delete();
            throw failure;
        }
        return kecs;
    }

    /// Starts the server; the API's port is any free one the first time and stays the same later.
    public Ended start(String... options) {
        List<String> command = new ArrayList<>(List.of("start"));
        if (!Files.exists(directory().resolve("instance.json"))) {
            command.addAll(List.of("--api-port", Integer.toString(FreePort.any())));
        }
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new)).done();
    }

    /// Runs `kecs` with these arguments until it ends, 2 minutes at most.
    public Ended run(String... arguments) {
        return run(image.program("kecs"), List.of(arguments));
    }

    /// `kecs` with these arguments, not started yet.
    public ProcessBuilder prepared(String... arguments) {
        List<String> command = new ArrayList<>(List.of(image.program("kecs").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KECS_HOME", home.directory().toString());
        builder.environment().put("KECS_INSTANCE", INSTANCE);
        return builder;
    }

    /// Runs another program of the image for this instance, as the CLI would.
    public Ended runDaemon(String name) {
        return run(image.program(name), List.of("--home", home.directory().toString(), "--instance", INSTANCE));
    }

    private Ended run(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("kecs-out", ".txt");
            Path err = Files.createTempFile("kecs-err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("KECS_HOME", home.directory().toString());
            builder.environment().put("KECS_INSTANCE", INSTANCE);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("kecs " + arguments + " did not end in " + LONGEST_COMMAND + ": "
                        + Files.readString(out) + Files.readString(err));
            }
            Ended ended = new Ended(arguments, process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while kecs " + arguments + " ran", hurry);
        }
    }

    /// Where the API answers.
    public URI endpoint() {
        return URI.create(
                run("status", "-o", "json").done().json().path("endpoint").asString());
    }

    /// The server's log, for messages.
    public String serverLog() {
        return Home.text(directory().resolve("server.log"));
    }

    /// A client of the API without retries, so that every outcome is seen.
    public EcsClient ecs() {
        return ecs(endpoint());
    }

    /// The same for the API of another instance.
    public EcsClient ecs(URI endpoint) {
        return EcsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(30)))
                .build();
    }

    /// The forwards as `port-forward list -o json` tells them.
    public JsonNode forwards() {
        return run("port-forward", "list", "-o", "json").done().json();
    }

    /// The server; empty when none runs.
    public Optional<Program> server() {
        return program(directory().resolve("server.pid"));
    }

    /// The forward agent; empty when none runs.
    public Optional<Program> agent() {
        return program(forwardsDirectory().resolve("agent.pid"));
    }

    /// The program of a task's container; empty before it was started.
    public Optional<Program> container(String task, String container) {
        String started = Home.text(
                directory().resolve("tasks").resolve(task).resolve(container).resolve("started"));
        if (!started.endsWith("\n")) {
            return Optional.empty();
        }
        String[] fields = started.strip().split(" ", -1);
        return Optional.of(new Program(Long.parseLong(fields[0]), Long.parseLong(fields[1])));
    }

    /// The ids of all tasks that have a directory.
    public List<String> taskDirectories() throws IOException {
        try (Stream<Path> found = Files.list(directory().resolve("tasks"))) {
            return found.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    /// The living programs of tasks, by task: the processes that a shim started, not the shims.
    public Map<String, List<Long>> programsOfTasks() throws IOException {
        Map<String, List<Long>> programs = new TreeMap<>();
        for (long pid : home.processes()) {
            Matcher marked = TASK.matcher("\0" + Home.text(Path.of("/proc/" + pid + "/environ")));
            boolean isShim = Home.text(Path.of("/proc/" + pid + "/cmdline")).contains("/shim.sh\0");
            if (marked.find() && !isShim) {
                programs.computeIfAbsent(marked.group(1), task -> new ArrayList<>())
                        .add(pid);
            }
        }
        return programs;
    }

    /// The living processes of the home that run this main class.
    public List<Long> processesOf(String mainClass) throws IOException {
        return home.processes().stream()
                .filter(pid -> Home.text(Path.of("/proc/" + pid + "/cmdline")).contains("\0" + mainClass + "\0"))
                .toList();
    }

    /// Empty when the file is absent, empty or names a process that has ended.
    private static Optional<Program> program(Path file) {
        String pid = Home.text(file).strip();
        try {
            return pid.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Program.of(Long.parseLong(pid))).filter(Program::alive);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    public Path directory() {
        return home.instance(INSTANCE);
    }

    public Path forwardsDirectory() {
        return directory().resolve("port-forwards");
    }

    public Path webappTaskDefinition() {
        return image.example("webapp/task-definition.json");
    }

    /// Where `kecs` and the daemons' launchers are.
    public Path programs() {
        return image.program("kecs").resolveSibling("");
    }

    public Home home() {
        return home;
    }

    /// Stops the instance, and waits until no process of the home is left.
    ///
    /// @throws AssertionError when one is left, which is ended then
    @Override
    public void close() throws IOException {
        if (!Files.exists(home.directory())) {
            return;
        }
        Ended stopped = run("stop");
        try {
            stopped.done();
            awaitNoProcess();
        } finally {
            for (long left : home.processes()) {
                ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
            }
            Awaitility.await().atMost(LONGEST_END).until(() -> home.processes().isEmpty());
            home.delete();
        }
    }

    private void awaitNoProcess() throws IOException {
        try {
            Awaitility.await().atMost(LONGEST_END).until(() -> home.processes().isEmpty());
        } catch (ConditionTimeoutException left) {
            throw new AssertionError("processes are left after kecs stop: " + home.described(home.processes()), left);
        }
    }
}
