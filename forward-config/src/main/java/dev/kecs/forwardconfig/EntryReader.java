package dev.kecs.forwardconfig;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Position;
import dev.kecs.config.Section;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.target.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads one forward after another of a file, and sees to it that no two share a name or a local port. Used by one
/// thread.
final class EntryReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,239}");
    private static final int MOST_CONNECTIONS = 1_000_000;

    private final Mistakes mistakes;
    private final PortReader ports;
    private final Map<String, Position> names = new HashMap<>();

    EntryReader(Mistakes mistakes) {
        this.mistakes = mistakes;
        this.ports = new PortReader(mistakes);
    }

    /// The forward; nothing when it cannot be one, which is told.
    List<ForwardRequest> read(Section entry) {
        Optional<String> name = name(entry);
        Optional<Target> target = target(entry);
        Set<InetAddress> addresses = new HashSet<>();
        ForwardRequest request = target.map(ForwardRequest::to)
                .orElseGet(() -> ForwardRequest.to(new Target.OfService("", "")))
                .between(ports.read(entry))
                .listeningAt(entry.texts("addresses").stream()
                        .filter(given -> isAddress(given, addresses))
                        .map(Text::text)
                        .toList())
                .with(options(entry));
        return name.isPresent() && target.isPresent() ? List.of(request.named(name.get())) : List.of();
    }

    private Optional<String> name(Section entry) {
        Optional<Text> name = required(entry, "name");
        name.ifPresent(given -> {
            if (!NAME.matcher(given.text()).matches() || given.text().equals("agent")) {
                mistakes.add(
                        given.at(),
                        "'" + given.text() + "' is no name for a forward: use letters, digits, '-', '_' and '.', "
                                + "and not 'agent'");
            }
            Position first = names.putIfAbsent(given.text(), given.at());
            if (first != null) {
                mistakes.add(given.at(), "the name '" + given.text() + "' is taken by line " + first.line());
            }
        });
        return name.map(Text::text);
    }

    /// @param seen those before it
    private boolean isAddress(Text given, Set<InetAddress> seen) {
        try {
            boolean first = seen.add(InetAddress.ofLiteral(given.text()));
            if (!first) {
                mistakes.add(given.at(), "addresses: '" + given.text() + "' is there twice");
            }
            return first;
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    given.at(), "addresses: '" + given.text() + "' is no literal address such as 127.0.0.1 or ::1");
            return false;
        }
    }

    private Optional<Target> target(Section entry) {
        Optional<String> type =
                required(entry, "type").flatMap(given -> entry.oneOf("type", List.of(Target.SERVICE, Target.TASK)));
        Optional<String> cluster = required(entry, "cluster").map(Text::text);
        Optional<Text> service = entry.text("service");
        Optional<Text> taskId = entry.text("taskId");
        Map<String, String> tags = entry.filledMap("tags");
        Optional<Boolean> strict = entry.flag("strict");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        boolean ofService = type.get().equals(Target.SERVICE);
        for (String foreign : ofService ? List.of("taskId", "tags", "strict") : List.of("service")) {
            if (entry.has(foreign)) {
                mistakes.add(entry.at(foreign), foreign + " does not go with type " + type.get());
            }
        }
        if (ofService) {
            Optional<Text> named = required(entry, "service");
            return cluster.flatMap(in -> named.map(one -> new Target.OfService(in, one.text())));
        }
        if (service.isEmpty() && taskId.isPresent() == entry.has("tags")) {
            mistakes.add(
                    taskId.isPresent() ? entry.at("tags") : entry.at(),
                    "a forward of type task needs either taskId or tags");
            return Optional.empty();
        }
        if (taskId.isPresent()) {
            if (strict.isPresent()) {
                mistakes.add(entry.at("strict"), "strict goes with tags only");
            }
            return cluster.map(in -> new Target.OfTask(in, taskId.get().text()));
        }
        return tags.isEmpty() ? Optional.empty() : cluster.map(in -> new Target.OfTags(in, tags, strict.orElse(false)));
    }

    private ForwardOptions options(Section entry) {
        ForwardOptions usual = ForwardOptions.USUAL;
        return usual.reconnecting(entry.flag("autoReconnect").orElse(usual.autoReconnect()))
                .holding(millis(entry, "hold").orElse(usual.holdMillis()), usual.maxHeld())
                .limited(
                        entry.number("maxConnections", 0, MOST_CONNECTIONS).orElse(usual.maxConnections()),
                        millis(entry, "idleTimeout").orElse(usual.idleTimeoutMillis()))
                .onConflict(word(entry, "onConflict", List.of(OnConflict.values()), OnConflict::word)
                        .orElse(usual.onConflict()))
                .restored(word(entry, "restore", List.of(Restore.values()), Restore::word)
                        .orElse(usual.restore()));
    }

    private static <T> Optional<T> word(Section entry, String key, List<T> all, Function<T, String> word) {
        if (!entry.has(key)) {
            return Optional.empty();
        }
        return entry.oneOf(key, all.stream().map(word).toList())
                .flatMap(given -> all.stream()
                        .filter(value -> word.apply(value).equals(given))
                        .findFirst());
    }

    private Optional<Long> millis(Section entry, String key) {
        return DurationText.read(entry, key, mistakes).map(Duration::toMillis);
    }

    private Optional<Text> required(Section entry, String key) {
        Optional<Text> given = entry.text(key);
        if (given.isEmpty() && !entry.has(key)) {
            mistakes.add(entry.at(), key + " is missing");
        }
        return given;
    }
}
