package dev.kecs.api.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/// Requests by operation and status, and how long they took in seconds. Operations nobody knows share one
/// label.
public final class RequestMetrics {
    private static final double NANOS_PER_SECOND = 1e9;
    private final Counter requests;
    private final Histogram duration;

    public RequestMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("kecs_api_requests")
                .help("Requests to the ECS API by operation and HTTP status")
                .labelNames("operation", "status")
                .register(registry);
        duration = Histogram.builder()
                .name("kecs_api_request_duration_seconds")
                .help("How long requests to the ECS API took")
                .labelNames("operation")
                .classicOnly()
                .register(registry);
    }

    void answered(String operation, int status, long nanos) {
        String label = status == 400 && operation.isEmpty() ? "none" : operation;
        requests.labelValues(label, String.format(Locale.ROOT, "%d", status)).inc();
        if (status < 500) {
            duration.labelValues(label).observe(nanos / NANOS_PER_SECOND);
        }
    }
}
