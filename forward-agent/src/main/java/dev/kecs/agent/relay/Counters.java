package dev.kecs.agent.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What a listener has seen since it was opened. Written by all loops, read by anyone; the parts are not of one moment.
public final class Counters {
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder total = new LongAdder();
    final LongAdder active = new LongAdder();
    final LongAdder reset = new LongAdder();
    final LongAdder failed = new LongAdder();

    /// Exact, because it is bounded.
    final AtomicInteger held = new AtomicInteger();

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
        return reset.sum();
    }

    /// Never joined.
    public long failed() {
        return failed.sum();
    }
}
