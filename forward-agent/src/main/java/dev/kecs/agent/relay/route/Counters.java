package dev.kecs.agent.relay.route;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What a listener has seen since it was opened. Written by all loops, read by anyone; the parts are not of one moment.
public final class Counters {
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAdder active = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private final Map<ResetCause, LongAdder> resets = new EnumMap<>(ResetCause.class);

    /// Exact, because it is bounded.
    private final AtomicInteger held = new AtomicInteger();

    public Counters() {
        for (ResetCause cause : ResetCause.values()) {
            resets.put(cause, new LongAdder());
        }
    }

    /// From clients.
    public long bytesIn() {
        return bytesIn.sum();
    }

    /// To clients.
    public long bytesOut() {
        return bytesOut.sum();
    }

    /// Accepted, ever.
    public long total() {
        return total.sum();
    }

    /// Joined to a destination now.
    public long active() {
        return active.sum();
    }

    /// Waiting for a destination now.
    public long held() {
        return held.get();
    }

    /// Ended by a reset after they were joined.
    public long reset() {
        return resets.values().stream().mapToLong(LongAdder::sum).sum();
    }

    public long reset(ResetCause cause) {
        return resetsOf(cause).sum();
    }

    private LongAdder resetsOf(ResetCause cause) {
        return Objects.requireNonNull(resets.get(cause));
    }

    /// Never joined.
    public long failed() {
        return failed.sum();
    }

    /// Bytes came from a client.
    public void countIn(long bytes) {
        bytesIn.add(bytes);
    }

    /// Bytes went to a client.
    public void countOut(long bytes) {
        bytesOut.add(bytes);
    }

    /// A client came.
    public void arrived() {
        total.increment();
    }

    /// A client that came has a destination.
    public void joined() {
        active.increment();
    }

    /// A client that had a destination is gone.
    public void parted() {
        active.decrement();
    }

    /// A client that had a destination was reset.
    public void countReset(ResetCause cause) {
        resetsOf(cause).increment();
    }

    /// A client was turned away or left before it had a destination.
    public void countFailed() {
        failed.increment();
    }

    /// One more waits, unless there are so many already; who waits calls [#release] once.
    ///
    /// @return whether it may wait
    public boolean hold(int most) {
        if (held.incrementAndGet() <= most) {
            return true;
        }
        held.decrementAndGet();
        return false;
    }

    /// One waits no more.
    public void release() {
        held.decrementAndGet();
    }
}
