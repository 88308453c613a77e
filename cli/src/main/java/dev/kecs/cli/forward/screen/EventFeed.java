package dev.kecs.cli.forward.screen;

import dev.kecs.cli.forward.screen.model.News;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.event.EventQuery;
import dev.kecs.protocol.method.RpcNotification;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Follows the agent's events while there is an agent. Belongs to the thread that runs it.
///
/// @param happened is told of each event, and of the connection's end
record EventFeed(Instance instance, Consumer<News> inbox, Runnable happened) implements Runnable {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    follow();
                } catch (RuntimeException lost) {
                    // The feed of forwards finds out, too, and tells why.
                    happened.run();
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        Optional<Connection> found = instance.agent();
        if (found.isEmpty()) {
            return;
        }
        try (Connection agent = found.get()) {
            inbox.accept(new News.EventsAnew());
            agent.subscribe(new RpcNotification<>(EventMethods.EVENT.name(), JsonNode.class), event -> {
                inbox.accept(new News.Happened(event));
                happened.run();
            });
            agent.call(EventMethods.EVENTS_FOLLOW, EventQuery.ALL);
        }
    }
}
