package dev.kecs.scheduler.step;

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
public final class Step {
    private final Stores stores;
    private final Instant now;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Map<Arn, Instant> lookAgain = new HashMap<>();

    public Step(Stores stores, Instant now) {
        this.stores = stores;
        this.now = now;
    }

    public Stores stores() {
        return stores;
    }

    public Instant now() {
        return now;
    }

    /// Does something outside the stores, after the step is durable.
    public void afterwards(Runnable effect) {
        afterwards.add(effect);
    }

    /// Looks at the thing again at `at`, or earlier when something happens to it.
    public void lookAgain(Arn arn, Instant at) {
        lookAgain.merge(arn, at, (one, other) -> one.isBefore(other) ? one : other);
    }

    public void lookAgainIn(Arn arn, Duration delay) {
        lookAgain(arn, now.plus(delay));
    }

    public List<Runnable> effects() {
        return afterwards;
    }

    public Map<Arn, Instant> appointments() {
        return lookAgain;
    }
}
