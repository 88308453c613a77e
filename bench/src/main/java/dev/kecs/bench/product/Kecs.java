package dev.kecs.bench.product;

import dev.kecs.bench.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An instance with a home of its own, driven by the image's `kecs`. Closing destroys the instance.
public final class Kecs implements AutoCloseable {
    private static final Pattern API_PORT = Pattern.compile("\"apiPort\"\\s*:\\s*(\\d+)");
    private static final String INSTANCE = "bench";

    private final Path launcher;
    private final Path home;

    public Kecs(Path image, Path home) throws IOException {
        launcher = image.resolve("bin").resolve("kecs");
        if (!Files.isExecutable(launcher)) {
            throw new IOException("no packaged image at " + image + "; bench/run builds it");
        }
        this.home = home;
    }

    /// Runs one command to its end and gives its output; a failure carries output and exit code.
    public String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Tool.output(Map.of("KECS_HOME", home.toString(), "KECS_INSTANCE", INSTANCE), command);
    }

    /// The same, and how many milliseconds it took.
    public double time(String... arguments) throws IOException {
        long begin = System.nanoTime();
        run(arguments);
        return (System.nanoTime() - begin) / 1e6;
    }

    public void start() throws IOException {
        run("start", "--api-port", "0");
    }

    /// Writes the instance's `kecs.yaml`, to be read by its next start.
    public void configure(String yaml) throws IOException {
        Files.createDirectories(directory());
        Files.writeString(directory().resolve("kecs.yaml"), yaml);
    }

    public int apiPort() throws IOException {
        Matcher port = API_PORT.matcher(Files.readString(directory().resolve("instance.json")));
        if (!port.find()) {
            throw new IOException("no apiPort in " + directory().resolve("instance.json"));
        }
        return Integer.parseInt(port.group(1));
    }

    public long agentPid() throws IOException {
        return Long.parseLong(
                Files.readString(directory().resolve("port-forwards").resolve("agent.pid"))
                        .strip());
    }

    public long serverPid() throws IOException {
        return Long.parseLong(
                Files.readString(directory().resolve("server.pid")).strip());
    }

    /// One of the instance's files.
    public Path file(String name) {
        return directory().resolve(name);
    }

    /// The process of a task's container.
    public long containerPid(String task, String container) throws IOException {
        Path started =
                directory().resolve("tasks").resolve(task).resolve(container).resolve("started");
        return Long.parseLong(Files.readString(started).split(" ", 2)[0]);
    }

    private Path directory() {
        return home.resolve("instances").resolve(INSTANCE);
    }

    @Override
    public void close() throws IOException {
        run("destroy", "--yes");
    }
}
