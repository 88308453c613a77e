package dev.kecs.agent.event;

import dev.kecs.protocol.event.AgentEvent;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The last events. Any thread may add and read; adding never waits for a reader, since each reader fetches what it
/// wants
/// next by its number, and what it fetches too late is gone.
public final class EventRing {
    private final int capacity;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();

    // Guarded by lock.
    private final Deque<AgentEvent> events = new ArrayDeque<>();
    private long last;

    /// @param capacity how many are remembered
    public EventRing(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /// Makes an event of its number and time.
    public interface Making {
        AgentEvent event(long number, String at);
    }

    public void add(Making making) {
        lock.lock();
        try {
            last++;
            events.addLast(making.event(
                    last, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
            if (events.size() > capacity) {
                events.removeFirst();
            }
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// All that are remembered, oldest first.
    public List<AgentEvent> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /// Those after this number, at least one: waits until there is. The first one's number tells whether some were
    /// forgotten in between.
    public List<AgentEvent> awaitAfter(long number) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (last <= number) {
                added.await();
            }
            List<AgentEvent> later = new ArrayList<>();
            for (AgentEvent event : events) {
                if (event.number() > number) {
                    later.add(event);
                }
            }
            return later;
        } finally {
            lock.unlock();
        }
    }
}
