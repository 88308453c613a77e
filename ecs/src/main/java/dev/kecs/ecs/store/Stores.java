package dev.kecs.ecs.store;

import dev.kecs.ecs.name.Arn;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All durable state. Reads are served from memory, from any thread, without waiting. Writes happen only
/// inside [#atomically].
public interface Stores extends AutoCloseable {
    ClusterStore clusters();

    TaskDefinitionStore taskDefinitions();

    ServiceStore services();

    TaskStore tasks();

    SettingStore settings();

    TokenStore tokens();

    /// Runs one step alone: no other step runs at the same time. Reads inside it see its own writes; nobody
    /// else sees them before they are durable. When it returns they survive a kill -9 and a power cut. When
    /// `step` throws, nothing has changed. Steps nest: an inner step joins the outer. Must not block on
    /// anything but the store.
    ///
    /// @throws StoreException when the change could not be made durable; nothing has changed then
    <T> T atomically(Supplier<T> step);

    default void atomically(Runnable step) {
        atomically(() -> {
            step.run();
            return Boolean.TRUE;
        });
    }

    /// Tells after each durable step what it changed, in the steps' order, on the thread that ran the step:
    /// be quick, start no step. Closing the answer ends it.
    AutoCloseable subscribe(Consumer<Set<Arn>> listener);

    @Override
    void close();
}
