package dev.kecs.agent.forward;

import dev.kecs.agent.session.SessionState;
import dev.kecs.agent.session.StateWords;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.RpcException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
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
    ///
    /// @return the forward as it was when it was as wished, and not a moment later
    /// @throws RpcException when it has ended, or the time is over
    ForwardView await(Forward forward, ForwardWait.Condition condition, long millis)
            throws RpcException, InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            left = awaitNanos(forward, condition, left);
            ForwardView view = forward.view();
            if (isMet(view.state(), condition)) {
                return view;
            }
            boolean over = view.state() == ForwardState.CLOSED;
            if (over || left <= 0) {
                throw RpcException.with(
                        over ? ErrorCode.FAILED : ErrorCode.TIMED_OUT,
                        "forward '" + view.name() + "' is " + view.state().word()
                                + (view.message() == null ? "" : ": " + view.message()),
                        Map.of("forward", view));
            }
        }
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

    private static boolean isMet(ForwardState state, ForwardWait.Condition condition) {
        return switch (condition) {
            case READY -> state == ForwardState.READY;
            case WAITING -> state == ForwardState.WAITING;
            case CLOSED -> state == ForwardState.CLOSED;
        };
    }

    /// Nanoseconds after which a caller who waits is answered even if nothing changes; 0 answers now.
    private long longestWait(Forward forward, ForwardWait.Condition condition) {
        SessionState state = forward.state();
        if (state instanceof SessionState.Ready ready && condition == ForwardWait.Condition.READY) {
            return forward.settled() ? 0 : leftOf(LONGEST_SETTLING, ready.since());
        }
        return state instanceof SessionState.Closed || isMet(StateWords.word(state), condition) ? 0 : Long.MAX_VALUE;
    }

    /// Never more than the whole, however the clock jumps.
    private long leftOf(Duration whole, Instant since) {
        Duration left = whole.minus(Duration.between(since, clock.instant()));
        return Math.min(left.toNanos(), whole.toNanos());
    }
}
