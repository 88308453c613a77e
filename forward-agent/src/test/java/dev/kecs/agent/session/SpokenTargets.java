package dev.kecs.agent.session;

import dev.kecs.agent.target.TargetWatch;
import dev.kecs.agent.target.Targets;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Targets of which a test says what there is. Safe for any thread.
final class SpokenTargets implements Targets {
    final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    volatile boolean closed;

    // Guarded by this.
    private @Nullable Consumer<Snapshot> subscriber;
    private @Nullable Snapshot last;
    private long generation;

    synchronized void say(SnapshotReason reason, Endpoint... endpoints) {
        generation++;
        Snapshot said = new Snapshot(
                generation, reason, "because", null, List.of(80), 80, Transport.TCP, null, List.of(endpoints));
        last = said;
        if (subscriber != null) {
            subscriber.accept(said);
        }
    }

    @Override
    public List<Snapshot> resolveAll(List<Resolve> questions) {
        throw new UnsupportedOperationException("a session only watches");
    }

    @Override
    public synchronized TargetWatch watch(Resolve question, Consumer<Snapshot> newSubscriber) {
        subscriber = newSubscriber;
        if (last != null) {
            newSubscriber.accept(last);
        }
        return new TargetWatch() {
            @Override
            public void acknowledge(long inForce) {
                acknowledged.add(inForce);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
