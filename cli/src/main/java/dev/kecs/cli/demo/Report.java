package dev.kecs.cli.demo;

import dev.kecs.cli.console.Console;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// What the demo prints: what it did, and what it measured.
record Report(Console console) {

    void step(String what) {
        console.print("* " + what);
    }

    void requests(int count, Map<String, Integer> answers) {
        step(count + " requests, each on a connection of its own, all answered, by " + answers.size() + " tasks: "
                + answers.values());
    }

    void oneTaskDied(OneTaskDies.Result result) {
        step("task " + shortened(result.task()) + " was killed (SIGKILL) under a download and an idle connection");
        measured("throughput of the download before", megabytes(result.bytesPerSecond()));
        measured("from the kill to the download's reset", millis(result.download()));
        measured("from the kill to the idle connection's reset", millis(result.idle()));
    }

    void allTasksDied(AllTasksDie.Result result) {
        step("all tasks were killed at once, and " + result.clients() + " clients connected while none was ready");
        measured("connections held at once, at least", Long.toString(result.heldAtOnce()));
        measured("held until the answer", millis(result.shortest()) + " to " + millis(result.longest()));
        measured("from the kill to the first answer", millis(result.recovery()));
        measured("clients answered", result.clients() + ", by " + result.answeredBy() + " replacement(s)");
    }

    void farewell(String endpoint, int port) {
        console.print("");
        console.print("All goes on running. Try next:");
        console.print("  curl http://127.0.0.1:" + port + "/");
        console.print("  aws --endpoint-url " + endpoint + " ecs describe-services --cluster demo --services web");
        console.print("  kecs port-forward list --instance demo -o wide");
        console.print("Remove it with: kecs demo --cleanup");
    }

    private void measured(String what, String value) {
        console.print(String.format(Locale.ROOT, "    %-46s %s", what, value));
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    static String megabytes(double bytesPerSecond) {
        return String.format(Locale.ROOT, "%.0f MB/s", bytesPerSecond / 1e6);
    }

    private static String shortened(String task) {
        return task.length() > 8 ? task.substring(0, 8) : task;
    }
}
