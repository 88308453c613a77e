package dev.kecs.bench.pods;

import dev.kecs.bench.report.Samples;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// One way to the pod, and what was measured of it, round by round. Owned by the benchmark's thread.
final class Way {
    private final String name;
    private final InetSocketAddress address;
    private final long bytes;
    private final int connections;
    private final List<Double> downloads = new ArrayList<>();
    private final List<Double> connects = new ArrayList<>();

    /// @param bytes of one download
    /// @param connections in a row
    Way(String name, InetSocketAddress address, long bytes, int connections) {
        this.name = name;
        this.address = address;
        this.bytes = bytes;
        this.connections = connections;
    }

    void warmUp(Requests requests) throws IOException {
        requests.download(address, bytes / 8);
        requests.connections(address, Math.max(1, connections / 10));
    }

    void round(Requests requests) throws IOException {
        downloads.add(requests.download(address, bytes));
        connects.add(requests.connections(address, connections));
    }

    Samples downloads() {
        return new Samples(downloads);
    }

    Samples connects() {
        return new Samples(connects);
    }

    List<String> row() {
        return List.of(name, downloads().show(2), connects().show(1));
    }
}
