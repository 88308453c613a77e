package dev.kecs.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs a tool to its end; a failure carries the command line, its output and its exit code.
final class ExternalCommand {

    private ExternalCommand() {}

    /// Returns what the tool printed on both streams.
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("exit code " + exit + " from: " + String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
