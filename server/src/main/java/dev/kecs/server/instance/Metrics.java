package dev.kecs.server.instance;

import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.scheduler.SchedulerMetrics;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// What `/metrics` shows besides requests: tasks by state, and how long the scheduler's steps take, in
/// seconds.
final class Metrics implements SchedulerMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram reconciliations = Histogram.builder()
            .name("kecs_scheduler_reconcile_duration_seconds")
            .help("How long one step of the scheduler took")
            .classicOnly()
            .register(registry);

    Metrics(Stores stores) {
        GaugeWithCallback.builder()
                .name("kecs_tasks")
                .help("Tasks by ECS's lastStatus")
                .labelNames("status")
                .callback(gauge -> tasksByStatus(stores).forEach((status, count) -> gauge.call(count, status)))
                .register(registry);
    }

    static Map<String, Integer> tasksByStatus(Stores stores) {
        return stores.tasks().all().stream()
                .map(Task::observed)
                .collect(Collectors.toMap(each -> each.state().lastStatus(), each -> 1, Integer::sum));
    }

    PrometheusRegistry registry() {
        return registry;
    }

    @Override
    public void reconciled(Duration duration) {
        reconciliations.observe(duration.toNanos() / NANOS_PER_SECOND);
    }

    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.builder().build().write(bytes, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory", impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
