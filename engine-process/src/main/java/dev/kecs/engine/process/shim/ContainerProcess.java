package dev.kecs.engine.process.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One container's program, seen through the files that its shim leaves. Holds no process of its own, so that
/// it looks the same to the control plane that started it and to one that found it.
///
/// @param directory the container's own
/// @param marker `NAME=value` in the environment of the shim and of every process below it
public record ContainerProcess(Path directory, String marker) {
    /// The variable that marks a container's processes; its value is the task's id, a slash and the
    /// container's name.
    public static final String MARKER = "KECS_CONTAINER";

    /// Starts the shim. Repeating it starts nothing: the second shim finds the first one's claim.
    public void start(Path shim, List<String> command, String workingDirectory, Map<String, String> environment)
            throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid", "/bin/sh", shim.toString(), directory.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Path.of(workingDirectory).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(stderr().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.start();
    }

    public Path stdout() {
        return directory.resolve("stdout.log");
    }

    public Path stderr() {
        return directory.resolve("stderr.log");
    }

    /// Whether a shim has begun, so that the container must never be started again.
    public boolean claimed() {
        return Files.exists(directory.resolve("claim"));
    }

    public Optional<Started> started() throws IOException {
        return Started.read(directory.resolve("started"));
    }

    /// The exit status, once the shim has recorded it.
    public Optional<Integer> exitStatus() throws IOException {
        Path file = directory.resolve("exit");
        return Files.exists(file)
                ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
                : Optional.empty();
    }

    /// SIGTERM to the program, as ECS sends it to a container's first process.
    public void terminate() throws IOException {
        started().filter(Started::alive).ifPresent(program -> signal(program.pid(), false));
    }

    /// SIGKILL to whatever is left of the container's session and of processes that carry the task's mark,
    /// but not to the shim, which has the exit status to record.
    public void kill() throws IOException {
        Optional<Started> recorded = started();
        if (recorded.isEmpty()) {
            return;
        }
        // A session's id cannot be given to others while a process of the session lives.
        boolean sessionIsOurs =
                recorded.filter(each -> each.alive() || each.shimAlive()).isPresent();
        long shim = recorded.map(Started::shim).orElse(-1L);
        for (ProcessTable.Stat process : ProcessTable.all()) {
            boolean member = sessionIsOurs && process.session() == shim;
            if (process.pid() != shim
                    && process.runs()
                    && (member || ProcessTable.hasEnvironment(process.pid(), marker))) {
                signal(process.pid(), true);
            }
        }
    }

    private static void signal(long pid, boolean forcibly) {
        ProcessHandle.of(pid).ifPresent(process -> {
            boolean sent = forcibly ? process.destroyForcibly() : process.destroy();
            if (!sent && process.isAlive()) {
                throw new IllegalStateException("Process " + pid + " could not be signalled");
            }
        });
    }
}
