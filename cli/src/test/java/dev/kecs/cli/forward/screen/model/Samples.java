package dev.kecs.cli.forward.screen.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forwards and models as tests need them.
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    public static final ForwardRow WEBAPP = row("""
            {"id": "pf-0000000a", "name": "webapp", "type": "service", "cluster": "production", "service": "webapp",
             "address": "127.0.0.1", "addresses": ["127.0.0.1", "::1"], "state": "Ready", "since": "2026-01-01T11:58:30Z",
             "ports": [{"localPort": 8081, "targetPort": 80, "protocol": "tcp", "state": "Ready"}],
             "endpoints": [{"task": "0f9de17a51d94f3f8d7d", "address": "127.20.0.3", "port": 80, "ready": true},
                           {"task": "5b1fa2c08e6b47f1a04e", "address": "127.20.0.4", "port": 80, "ready": true}],
             "connections": {"active": 3, "total": 120, "held": 0, "reset": 4, "failed": 0},
             "bytesIn": 2048, "bytesOut": 5242880, "reconnects": 2}""");

    public static final ForwardRow DATABASE = row("""
            {"id": "pf-0000000b", "name": "db", "type": "service", "cluster": "production", "service": "postgres",
             "address": "127.0.0.1", "addresses": ["127.0.0.1"], "state": "Waiting", "since": "2026-01-01T11:59:48Z",
             "reason": "noRunningTask", "message": "no task of postgres is running",
             "ports": [{"localPort": 5432, "targetPort": 5432, "protocol": "tcp", "state": "Waiting"}], "endpoints": [],
             "connections": {"active": 0, "total": 7, "held": 2, "reset": 0, "failed": 0},
             "bytesIn": 0, "bytesOut": 0, "reconnects": 0}""");

    public static final ForwardRow WORKER = row("""
            {"id": "pf-0000000c", "name": "worker", "type": "tags", "cluster": "development",
             "tags": {"Component": "worker"}, "address": "::1", "addresses": ["::1"], "state": "Paused",
             "since": "2026-01-01T09:00:00Z", "reason": "paused", "message": "paused by the user",
             "ports": [{"localPort": 9229, "targetPort": 9229, "protocol": "tcp", "state": "Paused"}], "endpoints": [],
             "connections": {"active": 1, "total": 1, "held": 0, "reset": 0, "failed": 0},
             "bytesIn": 10, "bytesOut": 10, "reconnects": 0}""");

    private Samples() {}

    public static ForwardRow row(String json) {
        return new ForwardRow(json(json));
    }

    public static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /// Forwards named `forward-1`, `forward-2` …
    public static List<ForwardRow> many(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> named("pf-" + i, "forward-" + i, i * 1000L))
                .toList();
    }

    public static ForwardRow named(String id, String name, long bytes) {
        return row("""
                {"id": "%s", "name": "%s", "type": "service", "cluster": "c", "service": "s", "address": "127.0.0.1",
                 "state": "Ready", "ports": [{"localPort": 8081, "targetPort": 80}], "bytesIn": %d, "bytesOut": 0}""".formatted(id, name, bytes));
    }

    /// A model that has seen these forwards once.
    public static Model seeing(ForwardRow... rows) {
        return Model.at(NOW).hear(new News.Listed(List.of(rows), NOW));
    }

    /// The three forwards, with bytes that have moved through the first one for some seconds, and events.
    public static Model usual() {
        Model model = Model.at(NOW.minusSeconds(8));
        long[] moved = {0, 0, 1 << 20, 3 << 20, 4 << 20, 9 << 20, 9 << 20, 17 << 20, 18 << 20};
        for (int i = 0; i < moved.length; i++) {
            ForwardRow webapp = row(WEBAPP.json().toString().replace("5242880", Long.toString(moved[i])));
            model = model.hear(new News.Listed(
                    List.of(webapp, DATABASE, WORKER), NOW.minus(Duration.ofSeconds(moved.length - 1 - i))));
        }
        return model.hear(event("started", "pf-0000000a", "2026-01-01T11:58:00Z", ""))
                .hear(event(
                        "stateChanged",
                        "pf-0000000a",
                        "2026-01-01T11:58:30Z",
                        "\"state\": \"Ready\", \"localPort\": 8081"))
                .hear(event(
                        "trouble", "pf-0000000a", "2026-01-01T11:59:58Z", "\"message\": \"2 connections were reset\""));
    }

    static News event(String kind, String id, String at, String more) {
        return new News.Happened(json("{\"kind\": \"%s\", \"id\": \"%s\", \"at\": \"%s\"%s}"
                .formatted(kind, id, at, more.isEmpty() ? "" : ", " + more)));
    }
}
