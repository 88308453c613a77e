package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who has which published port. One that is given back rests for a moment: whoever has not heard yet that it leads to
/// its task no more must not reach another one by it. Owned by the cluster's thread.
final class PortStock {
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration LONG_REST = Duration.ofMinutes(1);

    private final Map<TaskPort, PublishedPort> held = new HashMap<>();
    private final Map<PublishedPort, Instant> resting = new HashMap<>();
    private List<PublishedPort> all;

    /// @param all that there are, the better ones first
    PortStock(List<PublishedPort> all) {
        this.all = List.copyOf(all);
    }

    /// There are others now.
    void replaceBy(List<PublishedPort> now) {
        all = List.copyOf(now);
    }

    Optional<PublishedPort> heldBy(TaskPort port) {
        return Optional.ofNullable(held.get(port));
    }

    /// Everybody who has one.
    List<TaskPort> holders() {
        return List.copyOf(held.keySet());
    }

    /// The best one that is free. Empty when there is none now.
    Optional<PublishedPort> take(TaskPort port, Instant now) {
        Optional<PublishedPort> free = all.stream()
                .filter(each -> each.protocol().equals(port.protocol()))
                .filter(each -> !rests(each, now) && !held.containsValue(each))
                .findFirst();
        free.ifPresent(each -> hold(port, each));
        return free;
    }

    private boolean rests(PublishedPort port, Instant now) {
        return resting.getOrDefault(port, Instant.MIN).isAfter(now);
    }

    private void hold(TaskPort port, PublishedPort published) {
        held.put(port, published);
        resting.remove(published);
    }

    /// Takes the one with this node port, which it has had before.
    ///
    /// @return false when there is no such port, or another has it
    boolean takeAgain(TaskPort port, int nodePort) {
        Optional<PublishedPort> found = all.stream()
                .filter(each -> each.nodePort() == nodePort && each.protocol().equals(port.protocol()))
                .filter(each -> each.equals(held.get(port)) || !held.containsValue(each))
                .findFirst();
        found.ifPresent(each -> hold(port, each));
        return found.isPresent();
    }

    void giveBack(TaskPort port, Instant now) {
        rest(port, now.plus(REST));
    }

    /// Somebody else has the node port; it may be free later.
    void putAside(TaskPort port, Instant now) {
        rest(port, now.plus(LONG_REST));
    }

    private void rest(TaskPort port, Instant until) {
        PublishedPort given = held.remove(port);
        if (given != null) {
            resting.put(given, until);
        }
    }

    /// @return whether some that rested are free now
    boolean wake(Instant now) {
        return resting.values().removeIf(until -> !until.isAfter(now));
    }

    int size(String protocol) {
        return (int)
                all.stream().filter(each -> each.protocol().equals(protocol)).count();
    }

    /// When those rest no more that soon will.
    List<Instant> freeSoon(String protocol, Instant now) {
        List<Instant> soon = new ArrayList<>();
        resting.forEach((port, until) -> {
            if (port.protocol().equals(protocol) && !until.isAfter(now.plus(REST))) {
                soon.add(until);
            }
        });
        return soon.stream().sorted().toList();
    }
}
