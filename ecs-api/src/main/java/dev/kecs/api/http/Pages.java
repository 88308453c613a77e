package dev.kecs.api.http;

import dev.kecs.api.metadata.TaskMetadata;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What GET answers: `/health`, `/ready`, `/metrics` and the tasks' metadata. Called by many threads.
///
/// @param ready whether what is described is true yet
/// @param metrics Prometheus text
public record Pages(BooleanSupplier ready, Supplier<String> metrics, TaskMetadata metadata) {
    private static final String PLAIN = "text/plain; charset=utf-8";

    record Page(int status, String contentType, String text) {}

    Page page(String path) {
        return switch (path) {
            case "/health" -> new Page(200, PLAIN, "ok\n");
            case "/ready" ->
                ready.getAsBoolean()
                        ? new Page(200, PLAIN, "ready\n")
                        : new Page(503, PLAIN, "not ready: tasks are being found again\n");
            case "/metrics" -> new Page(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
            default ->
                metadata.find(path)
                        .map(json -> new Page(200, "application/json", json))
                        .orElseGet(() -> new Page(404, PLAIN, "There is nothing at " + path + "\n"));
        };
    }
}
