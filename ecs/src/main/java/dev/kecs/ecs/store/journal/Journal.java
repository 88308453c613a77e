package dev.kecs.ecs.store.journal;

import java.util.List;
import java.util.function.Consumer;

/// The port to what makes steps durable. Calls come one at a time, each from whatever thread runs the step.
public interface Journal extends AutoCloseable {
    /// Keeps nothing.
    Journal NONE = new Journal() {
        @Override
        public void replay(Consumer<Change.Put<?, ?>> into) {}

        @Override
        public void append(List<Change> step) {}

        @Override
        public void close() {}
    };

    /// Tells every record there is, once, before the first [#append].
    ///
    /// @throws dev.kecs.ecs.store.StoreException when a record cannot be read
    void replay(Consumer<Change.Put<?, ?>> into);

    /// Makes one step durable, wholly or not at all: when it returns, the step survives a kill -9 and a power
    /// cut. A record occurs at most once in a step.
    ///
    /// @throws dev.kecs.ecs.store.StoreException when it could not; the step is not there then, now or later
    void append(List<Change> step);

    @Override
    void close();
}
