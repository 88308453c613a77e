package dev.kecs.cli.forward;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.forward.log.GrowingLog;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.protocol.agent.AgentMethods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward logs`: reads the files, so that it works without an agent too.
public final class ForwardLog implements Command {

    private static final Option<Boolean> FOLLOW = Option.flag("-f", "--follow", "Go on until Ctrl-C is pressed.");
    private static final Option<Duration> SINCE =
            Option.duration("--since", "Begin with what was written so long ago, such as 10m; with all by default.");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Override
    public Description description() {
        return new Description("Print what happened to a forward, or the agent's own log.")
                .parameter(Parameter.one("ID-OR-NAME", "The forward; agent for the agent's own log.")
                        .completedBy(Names.FORWARD))
                .options(FOLLOW, SINCE, InstanceOption.INSTANCE)
                .examples("kecs port-forward logs webapp -f", "kecs port-forward logs agent --since 10m");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        String word = invocation.words().getFirst();
        Path log = instance.paths().forwards().log(named(instance, word));
        if (!Files.exists(log)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND, "there is no log of a forward '" + word + "'", "kecs port-forward list");
        }
        Instant since =
                invocation.value(SINCE).map(ago -> Instant.now().minus(ago)).orElse(Instant.MIN);
        // Held before older ones are read, so that a rotation meanwhile loses nothing.
        try (GrowingLog growing = new GrowingLog(log, Long.MAX_VALUE)) {
            for (String age : List.of(".2", ".1")) {
                Path older = log.resolveSibling(log.getFileName() + age);
                if (Files.exists(older)) {
                    print(Files.readAllLines(older), since, invocation.console());
                }
            }
            print(growing.more(), since, invocation.console());
            while (invocation.has(FOLLOW)) {
                Thread.sleep(BETWEEN_LOOKS);
                print(growing.more(), since, invocation.console());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return 0;
    }

    /// The forward's name, when the agent knows it by this id; the word itself otherwise.
    private static String named(Instance instance, String word) {
        Optional<Connection> running = word.startsWith("pf-") ? instance.agent() : Optional.empty();
        if (running.isPresent()) {
            try (Connection agent = running.get()) {
                for (JsonNode forward : agent.call(AgentMethods.FORWARD_LIST)) {
                    if (forward.path("id").asString().equals(word)) {
                        return forward.path("name").asString();
                    }
                }
            }
        }
        if (word.contains("/") || word.startsWith(".")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "'" + word + "' is no name of a forward", "kecs port-forward list");
        }
        return word;
    }

    /// A line without a time belongs to the one before.
    private static void print(List<String> lines, Instant since, Console console) {
        boolean shown = since.equals(Instant.MIN);
        for (String line : lines) {
            Optional<Instant> at = time(line);
            shown = at.map(moment -> !moment.isBefore(since)).orElse(shown);
            if (shown) {
                console.print(line);
            }
        }
        console.out().flush();
    }

    /// A forward's log tells UTC, the agent's own local time.
    private static Optional<Instant> time(String line) {
        String first = line.split(" ", 2)[0];
        try {
            return Optional.of(
                    first.endsWith("Z")
                            ? Instant.parse(first)
                            : LocalDateTime.parse(first)
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
