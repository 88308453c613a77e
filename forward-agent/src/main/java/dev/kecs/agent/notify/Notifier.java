package dev.kecs.agent.notify;

import dev.kecs.agent.event.EventRing;
import dev.kecs.forwardconfig.agent.Notifications;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.forward.ForwardState;
import java.io.Closeable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the agent's events, which wait for nobody, on a thread of its own, and delivers on another: at most a
/// hundred notices wait there, and further ones are dropped.
public final class Notifier implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int MOST_WAITING = 100;

    private final Notifications wanted;
    private final EventRing events;
    private final Delivery delivery;
    private final Consumer<String> problems;
    private final BlockingQueue<Notice> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread follower = Thread.ofVirtual().name("notify-events").unstarted(this::follow);
    private final Thread deliverer = Thread.ofVirtual().name("notify").unstarted(this::deliver);
    /// It also owns what is known of each port.
    private final ScheduledExecutorService clock;

    private final Map<String, Port> ports = new HashMap<>();

    private Notifier(
            Notifications wanted, EventRing events, Consumer<String> problems, ScheduledExecutorService clock) {
        this.wanted = wanted;
        this.events = events;
        this.delivery = new Delivery(wanted, problems);
        this.problems = problems;
        this.clock = clock;
    }

    /// What is known of one port of a forward: whether it was ready once, whether its loss was told, and the loss that
    /// may still turn out to be none.
    private static final class Port {
        private boolean wasReady;
        private boolean toldLost;
        private @Nullable Future<?> loss;
    }

    public static Notifier start(Notifications wanted, EventRing events, Consumer<String> problems) {
        return start(
                wanted,
                events,
                problems,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("notify-clock").daemon().factory()));
    }

    /// @param clock of one thread, which is the notifier's from now on
    static Notifier start(
            Notifications wanted, EventRing events, Consumer<String> problems, ScheduledExecutorService clock) {
        Notifier notifier = new Notifier(wanted, events, problems, clock);
        notifier.follower.start();
        notifier.deliverer.start();
        return notifier;
    }

    private void follow() {
        long seen = 0;
        try {
            while (true) {
                List<AgentEvent> next = events.awaitAfter(seen);
                seen = next.getLast().number();
                next.forEach(event -> clock.execute(() -> happened(event)));
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            LOG.debug("no more events are followed");
        }
    }

    private void happened(AgentEvent event) {
        switch (event) {
            case AgentEvent.StateChanged changed -> changed(changed);
            case AgentEvent.Stopped stopped ->
                ports.entrySet().removeIf(entry -> {
                    boolean over = entry.getKey().startsWith(stopped.id() + " ");
                    if (over) {
                        cancel(entry.getValue());
                    }
                    return over;
                });
            case AgentEvent.Started it -> LOG.debug("{} is watched", it.forward());
            case AgentEvent.Trouble it -> LOG.debug("{} goes on", it.forward());
        }
    }

    private void changed(AgentEvent.StateChanged event) {
        Port port = ports.computeIfAbsent(event.id() + " " + event.localPort(), key -> new Port());
        if (event.state() != ForwardState.WAITING) {
            cancel(port);
        }
        if (event.state() == ForwardState.READY) {
            if (port.toldLost) {
                tell(notice("recovered", event));
            }
            port.wasReady = true;
            port.toldLost = false;
        } else if (event.state() == ForwardState.WAITING && port.wasReady && !port.toldLost && port.loss == null) {
            // Another reason to wait later is the same loss.
            port.loss = clock.schedule(
                    () -> {
                        port.toldLost = true;
                        tell(notice("lost", event));
                    },
                    wanted.after().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private static void cancel(Port port) {
        Future<?> loss = port.loss;
        if (loss != null) {
            loss.cancel(false);
            port.loss = null;
        }
    }

    private static Notice notice(String happened, AgentEvent.StateChanged event) {
        String message = event.message();
        return new Notice(
                happened, event.id(), event.forward(), event.localPort(), message == null ? "" : message, event.at());
    }

    private void tell(Notice notice) {
        if (!waiting.offer(notice)) {
            LOG.warn("too many notifications wait; dropped: {}", notice.text());
        }
    }

    private void deliver() {
        try {
            while (true) {
                Notice notice = waiting.take();
                try {
                    delivery.deliver(notice);
                } catch (RuntimeException e) {
                    problems.accept("a notification cannot be told: " + e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("no more notifications are told");
        }
    }

    @Override
    public void close() {
        follower.interrupt();
        deliverer.interrupt();
        clock.shutdownNow();
    }
}
