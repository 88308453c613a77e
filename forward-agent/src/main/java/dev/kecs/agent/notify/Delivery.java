package dev.kecs.agent.notify;

import dev.kecs.forwardconfig.agent.Notifications;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Hands notices to the desktop, a program and a webhook, in this order. Owned by the notifier's thread for deliveries.
final class Delivery {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Notifications wanted;
    private final Consumer<String> problems;

    Delivery(Notifications wanted, Consumer<String> problems) {
        this.wanted = wanted;
        this.problems = problems;
    }

    void deliver(Notice notice) throws InterruptedException {
        if (wanted.desktop()) {
            run(desktop(notice), Map.of());
        }
        if (!wanted.command().isEmpty()) {
            run(wanted.command(), notice.environment());
        }
        URI webhook = wanted.webhook();
        if (webhook != null) {
            post(webhook, notice);
        }
    }

    private static List<String> desktop(Notice notice) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")) {
            // The text is an argument, so that nothing in it is taken for a program.
            return List.of(
                    "osascript",
                    "-e",
                    "on run argv",
                    "-e",
                    "display notification (item 1 of argv) with title \"KECS\"",
                    "-e",
                    "end run",
                    notice.text());
        }
        return List.of("notify-send", "--app-name=KECS", "KECS", notice.text());
    }

    private void run(List<String> command, Map<String, String> environment) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try {
                if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                    problems.accept("the notification's " + command.getFirst() + " was ended after "
                            + LONGEST.toSeconds() + " s");
                } else if (process.exitValue() != 0) {
                    problems.accept("the notification's " + command.getFirst() + " exited with " + process.exitValue());
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            problems.accept("a notification cannot be told: " + e.getMessage());
        }
    }

    private void post(URI webhook, Notice notice) {
        try {
            byte[] body = JsonMapper.shared().writeValueAsBytes(notice);
            HttpURLConnection connection = (HttpURLConnection) webhook.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setConnectTimeout((int) LONGEST.toMillis());
            connection.setReadTimeout((int) LONGEST.toMillis());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            if (connection.getResponseCode() >= 300) {
                problems.accept("the webhook " + webhook + " answered " + connection.getResponseCode());
            }
            connection.disconnect();
        } catch (IOException e) {
            problems.accept("the webhook " + webhook + " cannot be reached: " + e.getMessage());
        }
    }
}
