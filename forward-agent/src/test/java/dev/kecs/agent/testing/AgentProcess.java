package dev.kecs.agent.testing;

import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The agent as a process of its own, which a test can kill.
public final class AgentProcess implements AutoCloseable {
    private final Process process;

    private AgentProcess(Process process) {
        this.process = process;
    }

    /// Returns at once.
    public static AgentProcess start(Path home) throws IOException {
        return start(home, List.of());
    }

    /// As with `ulimit -n`.
    public static AgentProcess withDescriptors(Path home, int most) throws IOException {
        return start(home, List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"));
    }

    /// As on a disk that is full when a file has grown to this size, or nearly so.
    ///
    /// @param blocks of 512 bytes or of 1 KiB, as the shell has it
    public static AgentProcess withFilesUpTo(Path home, int blocks) throws IOException {
        return start(home, List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    }

    /// With its home on a disk of its own.
    public static AgentProcess on(SmallDisk disk) throws IOException {
        return start(disk.mountPoint(), disk.inside());
    }

    private static AgentProcess start(Path home, List<String> before) throws IOException {
        List<String> agent = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.kecs.agent.Main",
                "--home",
                home.toString(),
                "--instance",
                "default");
        return new AgentProcess(new ProcessBuilder(
                        Stream.concat(before.stream(), agent.stream()).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("agent.out").toFile()))
                .start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() {
        return process.exitValue();
    }

    /// Used since its start.
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// SIGTERM.
    public void terminate() {
        process.destroy();
    }

    public boolean awaitEnd() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /// The instance that it serves.
    public static InstancePaths paths(Path home) throws IOException {
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        return paths;
    }
}
