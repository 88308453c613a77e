package dev.kecs.agent.metrics;

import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The forwards' figures in Prometheus' text format, version 0.0.4. Stateless.
final class ForwardMetrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final double MILLIS = 1000;

    private final StringBuilder text = new StringBuilder();
    private final List<ForwardView> forwards;

    private ForwardMetrics(List<ForwardView> forwards) {
        this.forwards = forwards;
    }

    static String of(List<ForwardView> forwards) {
        return new ForwardMetrics(forwards).all();
    }

    private String all() {
        head("kecs_forwards", "gauge", "Forwards that this agent has.");
        text.append("kecs_forwards ").append(forwards.size()).append('\n');
        head("kecs_forward_state", "gauge", "1 for the state that the forward is in.");
        for (ForwardView forward : forwards) {
            for (ForwardState state : ForwardState.values()) {
                line("kecs_forward_state", forward, "state", state.word(), forward.state() == state ? 1 : 0);
            }
        }
        each(
                "kecs_forward_connections",
                "gauge",
                "Connections that have an endpoint now.",
                f -> f.connections().active());
        each(
                "kecs_forward_connections_held",
                "gauge",
                "Connections that wait for an endpoint now.",
                f -> f.connections().held());
        each(
                "kecs_forward_connections_total",
                "counter",
                "Connections accepted.",
                f -> f.connections().total());
        each(
                "kecs_forward_connections_failed_total",
                "counter",
                "Connections that never had an endpoint.",
                f -> f.connections().failed());
        head("kecs_forward_resets_total", "counter", "Connections reset after they had an endpoint.");
        for (ForwardView forward : forwards) {
            forward.resets()
                    .forEach((cause, count) -> line("kecs_forward_resets_total", forward, "cause", cause, count));
        }
        each("kecs_forward_received_bytes_total", "counter", "Bytes from clients.", ForwardView::bytesIn);
        each("kecs_forward_sent_bytes_total", "counter", "Bytes to clients.", ForwardView::bytesOut);
        each(
                "kecs_forward_reconnects_total",
                "counter",
                "How often it came back from waiting to ready.",
                ForwardView::reconnects);
        head("kecs_forward_ready_seconds", "gauge", "How long it took to become ready the last time.");
        for (ForwardView forward : forwards) {
            Long millis = forward.readyAfterMillis();
            if (millis != null) {
                line("kecs_forward_ready_seconds", forward, "", "", millis / MILLIS);
            }
        }
        return text.toString();
    }

    private void each(String name, String type, String help, ToDoubleFunction<ForwardView> value) {
        head(name, type, help);
        for (ForwardView forward : forwards) {
            line(name, forward, "", "", value.applyAsDouble(forward));
        }
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /// A forward's name needs no escape, see [dev.kecs.protocol.forward.ForwardRequest].
    private void line(String name, ForwardView forward, String label, String labelValue, double value) {
        text.append(name).append("{forward=\"").append(forward.name()).append('"');
        if (!label.isEmpty()) {
            text.append(',').append(label).append("=\"").append(labelValue).append('"');
        }
        text.append("} ");
        if (value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }
}
