package dev.kecs.scheduler;

import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One reconciliation while it runs: what it may read and write, what shall be done once its changes are
/// durable, and what wants to be looked at again later. Used by the scheduler's thread only.
final class Step {
    private final Stores stores;
    private final Instant now;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Map<Arn, Instant> lookAgain = new HashMap<>();

    Step(Stores stores, Instant now) {
        this.stores = stores;
        this.now = now;
    }

    Stores stores() {
        return stores;
    }

    Instant now() {
        return now;
    }

    /// Does something outside the stores, after the step is durable.
    void afterwards(Runnable effect) {
        afterwards.add(effect);
    }

    /// Looks at the thing again at `at`, or earlier when something happens to it.
    void lookAgain(Arn arn, Instant at) {
        lookAgain.merge(arn, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    void lookAgainIn(Arn arn, Duration delay) {
        lookAgain(arn, now.plus(delay));
    }

    List<Runnable> effects() {
        return afterwards;
    }

    Map<Arn, Instant> appointments() {
        return lookAgain;
    }
}
