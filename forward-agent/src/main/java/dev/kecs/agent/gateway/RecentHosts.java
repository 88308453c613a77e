package dev.kecs.agent.gateway;

import dev.kecs.protocol.forward.ForwardView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The hosts of the forwards that exist. Describing a thousand forwards for every request would cost more than the
/// request, so what was learned counts for a second; a host that is unknown or does not answer is looked for anew. Used
/// by any thread.
final class RecentHosts implements Hosts {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Supplier<List<ForwardView>> forwards;
    private volatile Learned learned;

    private record Learned(HostTable table, long at) {}

    RecentHosts(Supplier<List<ForwardView>> forwards) {
        this.forwards = forwards;
        this.learned = learn();
    }

    @Override
    public Optional<Backend> find(String host) {
        Learned known = learned;
        if (System.nanoTime() - known.at < FRESH_NANOS) {
            Optional<Backend> backend = known.table.find(host);
            if (backend.isPresent()) {
                return backend;
            }
        }
        return latest().find(host);
    }

    @Override
    public String unknown(String host, int port) {
        StringBuilder text = new StringBuilder("No forward is reached as '" + host + "'.\n");
        for (String known : latest().hosts()) {
            text.append("http://").append(known).append(':').append(port).append("/\n");
        }
        return text.toString();
    }

    @Override
    public String waiting(Backend backend) {
        String name = backend.name();
        return forwards.get().stream()
                .filter(forward -> forward.name().equals(name))
                .findFirst()
                .map(forward -> "Forward " + name + " is " + forward.state().word()
                        + (forward.message() == null ? "" : ": " + forward.message()) + "\n")
                .orElse("Forward " + name + " was stopped.\n");
    }

    private HostTable latest() {
        Learned now = learn();
        learned = now;
        return now.table;
    }

    private Learned learn() {
        return new Learned(new HostTable(forwards.get()), System.nanoTime());
    }
}
