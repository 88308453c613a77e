package dev.kecs.cli.forward.start;

import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Candidates;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.time.Duration;
import java.util.List;

/// The options that every kind of target takes.
final class StartOptions {
    static final Option<Boolean> WAIT = Option.flag("--wait", "Return when the forward is ready (the default).");
    static final Option<Boolean> NO_WAIT = Option.flag("--no-wait", "Return at once.");
    static final Option<Duration> TIMEOUT =
            Option.duration("--timeout", "How long to wait, such as 30s (the default) or 2m.");

    private static final Option<Integer> LOCAL_PORT = Option.port(
            "--local-port",
            0,
            "The port to listen on, 0 for any; by default the target port when 1024 or more and free.");
    private static final Option<Integer> TARGET_PORT =
            Option.port("--target-port", 1, "The container port; needed only when there is more than one.");
    private static final Option<Transport> PROTOCOL = Option.word(
            "--protocol",
            "tcp or udp; needed only when the container port has both.",
            List.of(Transport.values()),
            Transport::word);
    private static final Option<PortPair> PORT = new Option<>(
            List.of("--port"),
            "LOCAL:TARGET",
            "A local and a container port, repeatable: several ports of one target are one forward.",
            new PortPairConverter(),
            Candidates.NONE,
            true);
    private static final Option<String> NAME =
            Option.text("--name", "NAME", "The forward's name; by default the target's, with -2, -3 when taken.");
    private static final Option<String> ADDRESS = new Option<>(
            List.of("--address"),
            "ADDRESS",
            "An address to listen on, repeatable; 127.0.0.1 and ::1 by default.",
            new AddressConverter(),
            Candidates.NONE,
            true);
    private static final Option<OnConflict> ON_CONFLICT = Option.word(
            "--on-conflict",
            "When the local port is taken: fail (the default), take the next free one, or wait for it.",
            List.of(OnConflict.values()),
            OnConflict::word);
    private static final Option<Boolean> NO_AUTO_RECONNECT =
            Option.flag("--no-auto-reconnect", "End the forward when its target goes.");
    private static final Option<Duration> HOLD = Option.duration(
            "--hold", "How long a new connection waits while no task is ready, 30s by default; 0 for not at all.");
    private static final Option<Integer> MAX_CONNECTIONS = Option.number(
            "--max-connections", "N", 0, Integer.MAX_VALUE, "Reset further connections; 0, the default, for no limit.");
    private static final Option<Duration> IDLE_TIMEOUT = Option.duration(
            "--idle-timeout", "Reset a connection that moves no byte either way for so long; never by default.");
    private static final Option<Restore> RESTORE = Option.word(
            "--restore",
            "Whether it comes back with a new agent: always (the default), if-target-exists or never.",
            List.of(Restore.values()),
            Restore::word);

    private StartOptions() {}

    static Description addTo(Description description) {
        return description
                .options(InstanceOption.INSTANCE, LOCAL_PORT, TARGET_PORT, PROTOCOL, PORT, NAME, ADDRESS)
                .options(ON_CONFLICT, NO_AUTO_RECONNECT, HOLD, MAX_CONNECTIONS, IDLE_TIMEOUT, RESTORE)
                .options(WAIT, NO_WAIT, TIMEOUT, OutputOption.OUTPUT)
                .notes("When the time is over the exit code is 5; the forward stays and gets ready when it can.");
    }

    static ForwardRequest request(Invocation invocation, Target target) {
        ForwardRequest request = ForwardRequest.to(target)
                .named(invocation.value(NAME).orElse(null))
                .between(ports(invocation))
                .with(options(invocation));
        try {
            return request.listeningAt(invocation.values(ADDRESS));
        } catch (IllegalArgumentException twice) {
            throw invocation.misused(String.valueOf(twice.getMessage()));
        }
    }

    private static List<PortPair> ports(Invocation invocation) {
        List<PortPair> pairs = invocation.values(PORT);
        PortPair single = new PortPair(
                invocation.value(LOCAL_PORT).orElse(null),
                invocation.value(TARGET_PORT).orElse(null),
                invocation.value(PROTOCOL).orElse(null));
        if (!pairs.isEmpty() && !single.equals(PortPair.ANY)) {
            throw invocation.misused("--port stands for itself, without --local-port, --target-port and --protocol");
        }
        return pairs.isEmpty() ? List.of(single) : pairs;
    }

    private static ForwardOptions options(Invocation invocation) {
        ForwardOptions usual = ForwardOptions.USUAL;
        return usual.reconnecting(!invocation.has(NO_AUTO_RECONNECT))
                .holding(invocation.value(HOLD).map(Duration::toMillis).orElse(usual.holdMillis()), usual.maxHeld())
                .limited(
                        invocation.value(MAX_CONNECTIONS).orElse(usual.maxConnections()),
                        invocation.value(IDLE_TIMEOUT).map(Duration::toMillis).orElse(usual.idleTimeoutMillis()))
                .onConflict(invocation.value(ON_CONFLICT).orElse(usual.onConflict()))
                .restored(invocation.value(RESTORE).orElse(usual.restore()));
    }
}
