package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.store.ClusterStore;
import dev.kecs.ecs.store.ServiceStore;
import dev.kecs.ecs.store.SettingStore;
import dev.kecs.ecs.store.StoreException;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.TaskDefinitionStore;
import dev.kecs.ecs.store.TaskStore;
import dev.kecs.ecs.store.TokenStore;
import dev.kecs.ecs.store.journal.Change;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.journal.RecordKind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The stores as tables in memory, made durable by a [Journal]. A step belongs to the thread that runs it,
/// one at a time; it is staged, journalled, made visible, and then told to the subscribers, in this order and
/// all before the next step begins.
public final class MemoryStores implements Stores {
    private final StepLock lock = new StepLock();
    private final TableSet tables = new TableSet();
    private final Subscribers subscribers = new Subscribers();
    private final Journal journal;
    private final ClusterStore clusters;
    private final TaskDefinitionStore taskDefinitions;
    private final ServiceStore services;
    private final TaskStore tasks;
    private final SettingStore settings;
    private final TokenStore tokens;

    /// Guarded by `lock`.
    private boolean closed;

    /// Reads all records from the journal, which it owns from then on.
    public MemoryStores(Journal journal) {
        this.journal = journal;
        clusters = new MemoryClusterStore(table(RecordKind.CLUSTER, Orders.CLUSTERS));
        taskDefinitions = MemoryTaskDefinitionStore.over(
                table(RecordKind.TASK_DEFINITION, Orders.TASK_DEFINITIONS),
                table(RecordKind.LAST_REVISION, Orders.LAST_REVISIONS));
        services = MemoryServiceStore.over(table(RecordKind.SERVICE, Orders.SERVICES));
        tasks = MemoryTaskStore.over(table(RecordKind.TASK, Orders.TASKS));
        settings = new MemorySettingStore(table(RecordKind.SETTING, Orders.SETTINGS));
        tokens = new MemoryTokenStore(table(RecordKind.TOKEN, Comparator.comparing(TokenStore.Use::key)));
        journal.replay(tables::load);
    }

    private <K, V> Table<K, V> table(RecordKind<K, V> kind, Comparator<V> order) {
        return tables.add(kind, new Table<>(kind, order, lock));
    }

    @Override
    public ClusterStore clusters() {
        return clusters;
    }

    @Override
    public TaskDefinitionStore taskDefinitions() {
        return taskDefinitions;
    }

    @Override
    public ServiceStore services() {
        return services;
    }

    @Override
    public TaskStore tasks() {
        return tasks;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public <T> T atomically(Supplier<T> step) {
        return lock.isInStep() ? joined(step) : alone(step);
    }

    private <T> T joined(Supplier<T> step) {
        Runnable rollBack = tables.mark();
        boolean done = false;
        try {
            T answer = step.get();
            done = true;
            return answer;
        } finally {
            if (!done) {
                rollBack.run();
            }
        }
    }

    private <T> T alone(Supplier<T> step) {
        lock.begin();
        try {
            if (closed) {
                throw new StoreException("The store is closed");
            }
            T answer = step.get();
            commit();
            return answer;
        } finally {
            tables.discard();
            lock.end();
        }
    }

    private void commit() {
        List<Change> changes = tables.changes();
        if (changes.isEmpty()) {
            return;
        }
        journal.append(changes);
        tables.publish();
        lock.finishStep();
        subscribers.tell(changes);
    }

    @Override
    public AutoCloseable subscribe(Consumer<Set<Arn>> listener) {
        return subscribers.add(listener);
    }

    @Override
    public void close() {
        lock.begin();
        try {
            if (!closed) {
                closed = true;
                journal.close();
            }
        } finally {
            lock.end();
        }
    }
}
