package dev.kecs.agent.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A thread whose time passes only when a test says so: what is to be done at once is, what is to be done later waits.
/// Any thread may call.
public final class HandClock extends ScheduledThreadPoolExecutor {
    private static final long NEVER_DAYS = 1000;

    // Guarded by this.
    private final List<Later> all = new ArrayList<>();
    private long nowNanos;

    private record Later(ScheduledFuture<?> task, long dueNanos) {}

    public HandClock() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (delay <= 0) {
            return super.schedule(command, 0, unit);
        }
        ScheduledFuture<?> task = super.schedule(command, NEVER_DAYS, TimeUnit.DAYS);
        synchronized (this) {
            all.add(new Later(task, nowNanos + unit.toNanos(delay)));
        }
        return task;
    }

    /// How often anything was to be done later, ever.
    public synchronized int scheduled() {
        return all.size();
    }

    /// What was to be done at once, and what is due after this time, is done when this returns.
    public void pass(Duration time) throws InterruptedException, ExecutionException {
        List<Later> due = new ArrayList<>();
        submit(() -> {
                    synchronized (this) {
                        nowNanos += time.toNanos();
                        all.stream().filter(one -> one.dueNanos <= nowNanos).forEach(due::add);
                    }
                    // Does nothing when it was cancelled or done already.
                    due.forEach(one -> ((RunnableFuture<?>) one.task).run());
                })
                .get();
    }

    @Override
    public void close() {
        shutdownNow();
        super.close();
    }
}
