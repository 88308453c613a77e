package dev.kecs.agent.forward;

import dev.kecs.agent.port.LocalPort;
import dev.kecs.agent.session.SessionState;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one entry of a file asks for, given the forward that has its name now.
///
/// | forward of that name | the entry | step |
/// |---|---|---|
/// | none | any | Create |
/// | of another origin | any | Refuse |
/// | ended by itself | any | Replace, with the ports that were chosen once |
/// | there | equal | Keep |
/// | there | other options | Follow |
/// | there | another target, port or address | Replace |
sealed interface FileStep {
    record Create(ForwardRequest request) implements FileStep {}

    record Keep(Forward forward) implements FileStep {}

    /// Only options differ: live connections go on.
    record Follow(Forward forward, ForwardRequest request) implements FileStep {}

    /// @param keptPorts for each of the request's ports the local port that it has already, or null;
    ///     empty when it has none
    /// @param why what differs, as a sentence
    record Replace(Forward forward, ForwardRequest request, List<@Nullable LocalPort> keptPorts, String why)
            implements FileStep {
        public Replace {
            keptPorts = Collections.unmodifiableList(new ArrayList<>(keptPorts));
        }
    }

    record Refuse(String name, String message) implements FileStep {}

    static FileStep of(@Nullable Forward forward, ForwardRequest request, String origin) {
        ForwardRequest wish = request.from(origin);
        if (forward == null) {
            return new Create(wish);
        }
        ForwardRequest before = forward.wanted().request();
        if (!origin.equals(before.origin())) {
            return new Refuse(
                    forward.wanted().name(),
                    "there is a forward of that name already, which "
                            + (before.origin() == null ? "was started by hand" : "comes from " + before.origin()));
        }
        if (forward.state() instanceof SessionState.Closed) {
            return new Replace(forward, wish, chosen(forward, wish), "it had ended and was started again");
        }
        if (wish.equals(before)) {
            return new Keep(forward);
        }
        if (wish.with(before.options()).equals(before)) {
            return new Follow(forward, wish);
        }
        return new Replace(forward, wish, kept(forward, wish), why(before, wish));
    }

    private static String why(ForwardRequest before, ForwardRequest wish) {
        List<String> changed = new ArrayList<>();
        if (!wish.target().equals(before.target())) {
            changed.add("target");
        }
        if (!wish.ports().equals(before.ports())) {
            changed.add("ports");
        }
        if (!wish.addresses().equals(before.addresses())) {
            changed.add("addresses");
        }
        return "it was started again with other " + String.join(" and ", changed);
    }

    /// Ports that nobody named: where a forward listens no more, one that somebody named is as free as any other.
    private static List<@Nullable LocalPort> chosen(Forward forward, ForwardRequest wish) {
        List<@Nullable LocalPort> chosen = kept(forward, wish);
        for (int i = 0; i < chosen.size(); i++) {
            Integer local = wish.ports().get(i).localPort();
            if (local != null && local != 0) {
                chosen.set(i, null);
            }
        }
        return chosen;
    }

    /// A port keeps what was decided for the same wish, and a fixed one that the forward has somewhere is its own.
    private static List<@Nullable LocalPort> kept(Forward forward, ForwardRequest wish) {
        List<PortPair> before = forward.wanted().request().ports();
        List<LocalPort> decided = forward.wanted().localPorts();
        List<@Nullable LocalPort> kept = new ArrayList<>();
        for (int i = 0; i < wish.ports().size(); i++) {
            PortPair port = wish.ports().get(i);
            Integer local = port.localPort();
            LocalPort own = decided.stream()
                    .filter(one -> local != null && local == one.number())
                    .filter(one -> port.protocol() == null || port.protocol() == one.transport())
                    .findFirst()
                    .orElse(null);
            if (own != null) {
                kept.add(own);
            } else if (i < before.size() && Objects.equals(local, before.get(i).localPort())) {
                kept.add(decided.get(i));
            } else {
                kept.add(null);
            }
        }
        return kept;
    }
}
