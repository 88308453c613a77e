package dev.kecs.session;

import dev.kecs.session.channel.CommandSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Sessions that nobody has come for yet. Any thread may call it.
final class PendingSessions {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private record Pending(CommandSession.Wanted wanted, String token, Instant until) {}

    private final InstantSource clock;
    private final Map<String, Pending> byId = new HashMap<>();

    PendingSessions(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(CommandSession.Wanted wanted, String token) {
        Instant now = clock.instant();
        byId.values().removeIf(each -> each.until().isBefore(now));
        byId.put(wanted.session(), new Pending(wanted, token, now.plus(GOOD_FOR)));
    }

    synchronized boolean has(String session) {
        return good(session).isPresent();
    }

    /// Whoever has the token takes the session; the wrong token leaves it.
    synchronized Optional<CommandSession.Wanted> take(String session, String token) {
        Optional<Pending> taken = good(session).filter(pending -> same(pending.token(), token));
        taken.ifPresent(pending -> byId.remove(session));
        return taken.map(Pending::wanted);
    }

    private Optional<Pending> good(String session) {
        return Optional.ofNullable(byId.get(session))
                .filter(pending -> !pending.until().isBefore(clock.instant()));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
