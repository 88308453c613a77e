package dev.kecs.ecs.store.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Committed records by a group that a record never leaves. Written by the thread that publishes a step, read
/// by any; a record that is replaced is at no moment missing.
///
/// @param <G> the group's type
final class Index<G, K, V> {
    private final Function<V, Optional<G>> groupOf;
    private final ConcurrentHashMap<G, ConcurrentHashMap<K, V>> groups = new ConcurrentHashMap<>();

    Index(Function<V, Optional<G>> groupOf) {
        this.groupOf = groupOf;
    }

    Map<K, V> members(G group) {
        ConcurrentHashMap<K, V> members = groups.get(group);
        return members == null ? Map.of() : members;
    }

    boolean contains(G group, V value) {
        return groupOf.apply(value).filter(group::equals).isPresent();
    }

    void put(K key, V value) {
        groupOf.apply(value)
                .ifPresent(group -> groups.computeIfAbsent(group, absent -> new ConcurrentHashMap<>())
                        .put(key, value));
    }

    void remove(K key, V value) {
        groupOf.apply(value)
                .ifPresent(group -> groups.computeIfPresent(group, (same, members) -> {
                    members.remove(key);
                    return members.isEmpty() ? null : members;
                }));
    }
}
