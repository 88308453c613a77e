package dev.kecs.bench.relay;

import dev.kecs.bench.process.Dialogue;
import dev.kecs.bench.process.Usage;
import dev.kecs.bench.report.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The measurements of one relay, taken round by round. Owned by the benchmark's thread.
final class Measurements {
    private static final int MESSAGE = 64;
    private static final int SMALL_ROUNDS = 3;
    private static final int MANY = 64;
    private static final int CLIENTS = 8;
    private static final int CONNECTIONS = 8;
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double MIB = 1024.0 * 1024;

    private final Relay relay;
    private final Dialogue load;
    private final Effort effort;
    private final long bytes;
    private final Map<Metric, List<Double>> taken = new EnumMap<>(Metric.class);

    /// `bytes` is the size of one transfer over one connection.
    Measurements(Relay relay, Dialogue load, Effort effort, long bytes) {
        this.relay = relay;
        this.load = load;
        this.effort = effort;
        this.bytes = bytes;
    }

    Relay relay() {
        return relay;
    }

    Samples of(Metric metric) {
        return new Samples(taken.getOrDefault(metric, List.of()));
    }

    double median(Metric metric) {
        return of(metric).median();
    }

    /// Uses every path once, unmeasured: compilers and buffers get warm.
    void warmUp() throws IOException {
        round(bytes / 8);
        taken.clear();
    }

    void round() throws IOException {
        round(bytes);
    }

    private void round(long size) throws IOException {
        transfer("upload", 1, size, Metric.UPLOAD_1, Metric.CPU_UPLOAD_1);
        transfer("download", 1, size, Metric.DOWNLOAD_1, Metric.CPU_DOWNLOAD_1);
        transfer("upload", CONNECTIONS, size, Metric.UPLOAD_8, Metric.CPU_UPLOAD_8);
        transfer("download", CONNECTIONS, size, Metric.DOWNLOAD_8, Metric.CPU_DOWNLOAD_8);
        for (int i = 0; i < SMALL_ROUNDS; i++) {
            small();
        }
        take(Metric.MEMORY, relay.usage().residentBytes() / MIB);
    }

    private void small() throws IOException {
        roundTrips(1, effort.roundTrips(), Metric.ROUND_TRIP_MEDIAN, Metric.ROUND_TRIP_99);
        roundTrips(MANY, effort.roundTripsOfMany(), Metric.ROUND_TRIP_MEDIAN_64, Metric.ROUND_TRIP_99_64);
        connects();
    }

    private void connects() throws IOException {
        int count = CLIENTS * effort.connects();
        relay.settle();
        Usage before = relay.usage();
        long nanos = Long.parseLong(load.ask("connects", relay.port(), CLIENTS, effort.connects()));
        relay.settle();
        Usage after = relay.usage();
        take(Metric.CONNECTS, count * 1e9 / nanos);
        take(Metric.CPU_CONNECT, (after.cpuSeconds() - before.cpuSeconds()) * 1e6 / count);
    }

    private void roundTrips(int connections, int each, Metric median, Metric worst) throws IOException {
        String[] times =
                load.ask("roundtrip", relay.port(), connections, each, MESSAGE).split(" ", -1);
        take(median, Long.parseLong(times[0]) / 1e3);
        take(worst, Long.parseLong(times[1]) / 1e3);
    }

    private void transfer(String direction, int connections, long size, Metric speed, Metric cpu) throws IOException {
        long each = size / connections;
        relay.settle();
        Usage before = relay.usage();
        long nanos = Long.parseLong(load.ask(direction, relay.port(), connections, each));
        Usage after = relay.usage();
        load.ask("release");
        take(speed, each * connections * 8.0 / nanos);
        take(cpu, (after.cpuSeconds() - before.cpuSeconds()) / (each * connections / GIB));
    }

    private void take(Metric metric, double value) {
        taken.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
    }
}
