package dev.kecs.agent.forward;

import dev.kecs.agent.target.TargetWatch;
import dev.kecs.agent.target.Targets;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.util.List;
import java.util.function.Consumer;

/// Services without any task. Safe for any thread.
final class KnownTargets implements Targets {
    private static final Snapshot NOTHING_RUNS = new Snapshot(
            1, SnapshotReason.NO_RUNNING_TASK, "nothing runs", null, List.of(80), 80, Transport.TCP, null, List.of());

    @Override
    public List<Snapshot> resolveAll(List<Resolve> questions) {
        return questions.stream().map(question -> NOTHING_RUNS).toList();
    }

    @Override
    public TargetWatch watch(Resolve question, Consumer<Snapshot> subscriber) {
        subscriber.accept(NOTHING_RUNS);
        return new TargetWatch() {
            @Override
            public void acknowledge(long generation) {
                // Nobody waits for it.
            }

            @Override
            public void close() {
                // Nothing more is told anyway.
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }
}
