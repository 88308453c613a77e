package dev.kecs.testkit.store;

import dev.kecs.ecs.store.Stores;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/// What the contract classes share: stores that are closed after each test.
public abstract class StoreContract {
    private final Deque<Stores> opened = new ArrayDeque<>();

    /// Opens the implementation's stores; they are empty in a new test.
    protected abstract Stores open();

    /// The test's stores, opened by the first call.
    protected final Stores stores() {
        if (opened.isEmpty()) {
            opened.push(open());
        }
        return opened.element();
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(Stores::close);
    }
}
