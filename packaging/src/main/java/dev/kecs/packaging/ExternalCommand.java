package dev.kecs.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Runs a tool to its end; a failure carries the command line, its output and its exit code.
final class ExternalCommand {

    private ExternalCommand() {}

    /// Returns what the tool printed on both streams.
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    /// Runs a program of KECS whose instances live under the folder.
    static String run(List<String> command, Path kecsHome) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KECS_HOME", kecsHome.toString());
        return run(builder);
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        List<String> command = builder.command();
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("exit code " + exit + " from: " + String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
