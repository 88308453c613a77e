package dev.kecs.cli.forward.screen;

import dev.kecs.cli.forward.screen.model.ForwardRow;
import dev.kecs.cli.forward.screen.model.News;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.protocol.agent.AgentMethods;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Asks the agent for all forwards: at every pulse, and once a second for the counts that no event tells. Belongs to
/// the thread that runs it.
///
/// An agent that is away is started where other commands would. One that ended as it was asked to, by `kecs stop` for
/// example, is only waited for.
///
/// @param pulse tells that something has happened
record ForwardFeed(Instance instance, Consumer<News> inbox, Pulse pulse, InstantSource clock) implements Runnable {

    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /// Many events at once are one look.
    private static final Duration SHORTEST = Duration.ofMillis(100);

    @Override
    public void run() {
        Duration pause = USUAL;
        boolean seen = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Agent agent = new Agent(instance);
                    Optional<Connection> found = seen ? agent.connectAgain() : agent.connectWhenWanted();
                    seen |= found.isPresent();
                    found.ifPresentOrElse(this::watch, this::tellWithoutAgent);
                    pause = found.isPresent() ? SHORTEST : USUAL;
                } catch (RuntimeException refused) {
                    // An agent that cannot be started is not started every second.
                    away(firstLine(refused));
                    pause = min(max(pause, USUAL).multipliedBy(2), LONGEST);
                }
                pulse.await(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells what the agent answers until it answers no more.
    private void watch(Connection found) {
        try (Connection agent = found) {
            while (true) {
                inbox.accept(new News.Listed(rows(agent.call(AgentMethods.FORWARD_LIST)), clock.instant()));
                if (pulse.await(USUAL)) {
                    Thread.sleep(SHORTEST);
                }
            }
        } catch (RuntimeException lost) {
            away("it has ended");
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Where nothing is forwarded no agent runs, and nothing is wrong.
    private void tellWithoutAgent() {
        if (instance.runs()) {
            inbox.accept(new News.Listed(List.of(), clock.instant()));
        } else {
            away(instance.notRunning().getMessage() + ". Start it: kecs start" + instance.option());
        }
    }

    private void away(String why) {
        inbox.accept(new News.Away(why + ".", clock.instant()));
    }

    private static List<ForwardRow> rows(JsonNode forwards) {
        List<ForwardRow> rows = new ArrayList<>();
        forwards.forEach(forward -> rows.add(new ForwardRow(forward)));
        return rows;
    }

    /// The rest is the end of a log.
    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("it does not answer");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
