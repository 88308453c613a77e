package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.store.journal.Change;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is told of changes. Told by the thread that ran the step; added and removed from any thread.
final class Subscribers {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    private final class Subscription implements AutoCloseable {
        private final Consumer<Set<Arn>> listener;

        Subscription(Consumer<Set<Arn>> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }

    AutoCloseable add(Consumer<Set<Arn>> listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        return subscription;
    }

    void tell(List<Change> changes) {
        Set<Arn> touched = changes.stream()
                .map(Change::key)
                .filter(Arn.class::isInstance)
                .map(Arn.class::cast)
                .collect(Collectors.toUnmodifiableSet());
        if (!touched.isEmpty()) {
            subscriptions.forEach(subscription -> tell(subscription.listener, touched));
        }
    }

    /// The step is durable by now: a subscriber that fails must not make it look as if it were not.
    private static void tell(Consumer<Set<Arn>> listener, Set<Arn> touched) {
        try {
            listener.accept(touched);
        } catch (RuntimeException e) {
            LOG.error("A subscriber failed at a change of {}", touched, e);
        }
    }
}
