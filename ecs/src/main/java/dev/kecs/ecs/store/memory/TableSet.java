package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.store.journal.Change;
import dev.kecs.ecs.store.journal.RecordKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All tables, as one for the step under way. Staged entries belong to the thread in that step.
final class TableSet {
    private final Map<RecordKind<?, ?>, Table<?, ?>> tables = new LinkedHashMap<>();

    <K, V> Table<K, V> add(RecordKind<K, V> kind, Table<K, V> table) {
        tables.put(kind, table);
        return table;
    }

    <K, V> void load(Change.Put<K, V> put) {
        of(put.kind()).load(put.value());
    }

    /// Each kind was added with a table of its own types.
    @SuppressWarnings("unchecked")
    private <K, V> Table<K, V> of(RecordKind<K, V> kind) {
        return (Table<K, V>) Objects.requireNonNull(tables.get(kind), kind::toString);
    }

    /// Running the answer goes back to what is staged now.
    Runnable mark() {
        List<Runnable> marks = tables.values().stream().map(Table::mark).toList();
        return () -> marks.forEach(Runnable::run);
    }

    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        tables.values().forEach(table -> table.collect(changes));
        return changes;
    }

    void publish() {
        tables.values().forEach(Table::publish);
    }

    void discard() {
        tables.values().forEach(Table::discard);
    }
}
