package dev.kecs.agent.relay.loop;

import dev.kecs.agent.relay.move.Movers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One selector and the thread that owns it with all that is registered here. Other threads only [#execute].
public final class RelayLoop implements AutoCloseable {
    /// What a key's attachment does when its channel is ready.
    public interface Ready {
        void ready();
    }

    /// Something that wants to be looked at when its time has come.
    public interface Timed {
        /// @return `System.nanoTime()` of when to look
        long dueAt();

        void due();
    }

    /// What ends with the loop.
    public interface Member {
        /// Ends it at once.
        void abort();
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger load = new AtomicInteger();
    private volatile boolean closed;

    // Owned by the thread.
    private final Movers movers;
    private final DescriptorReserve reserve = new DescriptorReserve();
    private final Set<Member> members = new HashSet<>();
    private final Set<Timed> timed = new HashSet<>();
    private long nextDue = Long.MAX_VALUE;

    private RelayLoop(String name, Movers.Kind kind) throws IOException {
        movers = Movers.of(kind);
        selector = Selector.open();
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    static RelayLoop start(String name, Movers.Kind kind) throws IOException {
        RelayLoop loop = new RelayLoop(name, kind);
        loop.thread.start();
        return loop;
    }

    /// Runs the task soon on the loop's thread; drops it when the loop is closed.
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /// How many members it has, about.
    int load() {
        return load.get();
    }

    public Selector selector() {
        return selector;
    }

    public Movers movers() {
        return movers;
    }

    public DescriptorReserve reserve() {
        return reserve;
    }

    public void add(Member member) {
        members.add(member);
        load.incrementAndGet();
    }

    public void remove(Member member) {
        if (members.remove(member)) {
            load.decrementAndGet();
        }
    }

    /// A copy, because looking at one may end it.
    public Iterable<Member> members() {
        return new ArrayList<>(members);
    }

    public void watch(Timed one) {
        timed.add(one);
        nextDue = Math.min(nextDue, one.dueAt() - System.nanoTime() <= 0 ? System.nanoTime() : one.dueAt());
    }

    public void unwatch(Timed one) {
        timed.remove(one);
    }

    private void run() {
        try (selector;
                movers;
                reserve) {
            while (!closed) {
                selector.select(RelayLoop::dispatch, timeout());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    guarded(task);
                }
                lookAtTimed();
            }
            for (Member member : members()) {
                member.abort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedSelectorException e) {
            // Closed by close(); there is nothing left to do.
        }
    }

    /// Lets the selector forget channels that were closed, which frees their ports and descriptors.
    public void forgetClosed() {
        try {
            selector.selectNow(RelayLoop::dispatch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Ready attached) {
            guarded(attached::ready);
        }
    }

    /// A defect or a lack of memory met by one connection must not end the loop that all others share.
    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    /// Milliseconds, 0 for ever: a loop without anything timed never wakes by itself.
    private long timeout() {
        if (!tasks.isEmpty()) {
            return 1;
        }
        if (timed.isEmpty()) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextDue - System.nanoTime()) + 1);
    }

    private void lookAtTimed() {
        if (timed.isEmpty()) {
            nextDue = Long.MAX_VALUE;
            return;
        }
        long now = System.nanoTime();
        if (nextDue - now > 0) {
            return;
        }
        for (Timed one : new ArrayList<>(timed)) {
            if (one.dueAt() - now <= 0 && timed.remove(one)) {
                guarded(one::due);
            }
        }
        nextDue = Long.MAX_VALUE;
        for (Timed one : timed) {
            nextDue = Math.min(nextDue, one.dueAt());
        }
    }

    /// Ends the loop's members and ends its thread.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
