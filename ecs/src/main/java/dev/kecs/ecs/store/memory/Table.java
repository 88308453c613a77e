package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.store.journal.Change;
import dev.kecs.ecs.store.journal.RecordKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// All records of one kind: the committed ones, read from any thread, and what the step under way has staged,
/// which belongs to the thread in that step.
final class Table<K, V> {
    private final RecordKind<K, V> kind;
    private final Comparator<V> order;
    private final StepLock lock;
    private final Map<K, V> committed = new ConcurrentHashMap<>();
    private final List<Index<?, K, V>> indexes = new ArrayList<>();

    /// A removed record is staged as empty. Guarded by `lock`.
    private Map<K, Optional<V>> staged = new LinkedHashMap<>();

    Table(RecordKind<K, V> kind, Comparator<V> order, StepLock lock) {
        this.kind = kind;
        this.order = order;
        this.lock = lock;
    }

    /// Adds an index; only while the table is still empty.
    <G> Index<G, K, V> index(Function<V, Optional<G>> groupOf) {
        Index<G, K, V> index = new Index<>(groupOf);
        indexes.add(index);
        return index;
    }

    Optional<V> find(K key) {
        Optional<V> own = lock.isInStep() ? staged.get(key) : null;
        return own != null ? own : Optional.ofNullable(committed.get(key));
    }

    List<V> all() {
        return ordered(committed, value -> true);
    }

    <G> List<V> in(Index<G, K, V> index, G group) {
        return ordered(index.members(group), value -> index.contains(group, value));
    }

    private List<V> ordered(Map<K, V> base, Predicate<V> belongs) {
        Map<K, V> seen = base;
        if (lock.isInStep() && !staged.isEmpty()) {
            Map<K, V> overlaid = new HashMap<>(base);
            staged.forEach((key, own) ->
                    own.filter(belongs).ifPresentOrElse(value -> overlaid.put(key, value), () -> overlaid.remove(key)));
            seen = overlaid;
        }
        return seen.values().stream().sorted(order).toList();
    }

    void put(V value) {
        lock.requireStep();
        staged.put(kind.keyOf(value), Optional.of(value));
    }

    void remove(K key) {
        lock.requireStep();
        staged.put(key, Optional.empty());
    }

    /// Adds a record at start, before any step.
    void load(V value) {
        publish(kind.keyOf(value), Optional.of(value));
    }

    /// Running the answer goes back to what is staged now.
    Runnable mark() {
        Map<K, Optional<V>> marked = new LinkedHashMap<>(staged);
        return () -> staged = marked;
    }

    /// What the step would change; a record put as it was is no change.
    void collect(List<Change> into) {
        staged.forEach((key, own) -> {
            if (!own.equals(Optional.ofNullable(committed.get(key)))) {
                into.add(own.<Change>map(value -> new Change.Put<>(kind, value))
                        .orElseGet(() -> new Change.Remove<>(kind, key)));
            }
        });
    }

    void publish() {
        staged.forEach(this::publish);
        discard();
    }

    void discard() {
        staged.clear();
    }

    private void publish(K key, Optional<V> own) {
        own.ifPresentOrElse(
                value -> {
                    committed.put(key, value);
                    indexes.forEach(index -> index.put(key, value));
                },
                () -> {
                    V old = committed.remove(key);
                    if (old != null) {
                        indexes.forEach(index -> index.remove(key, old));
                    }
                });
    }
}
