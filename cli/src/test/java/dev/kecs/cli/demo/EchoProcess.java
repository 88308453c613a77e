package dev.kecs.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/// A task's process as the process engine runs it: `kecs/echo`, and the file that tells its pid.
///
/// @param address where it listens
record EchoProcess(Process process, InetSocketAddress address) implements AutoCloseable {

    static EchoProcess start(String task, Path tasks) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.kecs.echo.Main")
                .redirectErrorStream(true);
        builder.environment().put("KECS_TASK_ID", task);
        builder.environment().put("KECS_TASK_IP", "127.0.0.1");
        builder.environment().put("PORT", "0");
        Process process = builder.start();
        String line = String.valueOf(process.inputReader().readLine());
        Path container = Files.createDirectories(tasks.resolve(task).resolve("web"));
        Files.writeString(container.resolve("started"), process.pid() + " 123 boot 456\n");
        return new EchoProcess(
                process,
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
