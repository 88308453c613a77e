package dev.kecs.packaging.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// Runs `kecs-echo` through a few requests and ends it as its task's end does.
public final class EchoTraining {

    private EchoTraining() {}

    /// @param command the training run's command line
    public static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KECS_TASK_IP", "127.0.0.1");
        builder.environment().put("PORT", "0");
        Process echo = builder.start();
        try (BufferedReader output = echo.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            String line = output.readLine();
            if (line == null || !line.startsWith("listening on ")) {
                throw new IOException("kecs-echo did not start: " + line);
            }
            URI root = URI.create("http://" + line.substring("listening on ".length()));
            for (String path : List.of("/", "/bytes/1000000", "/slow?seconds=0")) {
                client.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.discarding());
            }
            echo.destroy();
            echo.waitFor();
        } finally {
            echo.destroyForcibly();
        }
    }
}
