package dev.kecs.agent.forward;

import dev.kecs.agent.session.SessionState;
import dev.kecs.protocol.agent.ForwardWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/// Waits until forwards are as wished. Any thread may wait, without the lock; it is woken by the table's
/// [ForwardTable#changed].
final class ForwardWaiting {
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final ForwardTable table;

    ForwardWaiting(InstantSource clock, ForwardTable table) {
        this.clock = clock;
        this.table = table;
    }

    /// One that is waited for to be ready is waited for, besides, until it is known which of its endpoints take
    /// connections too; for that a second at most.
    void await(Forward forward, ForwardWait.Condition condition, long millis) throws InterruptedException {
        var _ = awaitNanos(forward, condition, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /// Waits until all are ready or have ended, within one limit for all.
    void awaitReady(Collection<Forward> forwards, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        for (Forward forward : forwards) {
            left = awaitNanos(forward, ForwardWait.Condition.READY, left);
        }
    }

    /// @return how many nanoseconds are left of the time; 0 or less when it is over
    private long awaitNanos(Forward forward, ForwardWait.Condition condition, long nanos) throws InterruptedException {
        long remaining = nanos;
        table.lock.lockInterruptibly();
        try {
            long longest = Math.min(remaining, longestWait(forward, condition));
            while (longest > 0) {
                remaining -= longest - table.changed.awaitNanos(longest);
                longest = Math.min(remaining, longestWait(forward, condition));
            }
        } finally {
            table.lock.unlock();
        }
        return remaining;
    }

    static boolean isMet(SessionState state, ForwardWait.Condition condition) {
        return switch (condition) {
            case READY -> state instanceof SessionState.Ready;
            case WAITING -> state instanceof SessionState.Waiting;
            case CLOSED -> state instanceof SessionState.Closed;
        };
    }

    /// Nanoseconds after which a caller who waits is answered even if nothing changes; 0 answers now.
    private long longestWait(Forward forward, ForwardWait.Condition condition) {
        SessionState state = forward.state();
        if (state instanceof SessionState.Ready ready && condition == ForwardWait.Condition.READY) {
            return forward.settled() ? 0 : leftOf(LONGEST_SETTLING, ready.since());
        }
        return state instanceof SessionState.Closed || isMet(state, condition) ? 0 : Long.MAX_VALUE;
    }

    /// Never more than the whole, however the clock jumps.
    private long leftOf(Duration whole, Instant since) {
        Duration left = whole.minus(Duration.between(since, clock.instant()));
        return Math.min(left.toNanos(), whole.toNanos());
    }
}
