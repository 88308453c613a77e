package dev.kecs.ecs.store.memory;

import dev.kecs.ecs.store.TokenStore;
import java.time.Instant;
import java.util.Optional;

record MemoryTokenStore(Table<String, TokenStore.Use> table) implements TokenStore {
    @Override
    public Optional<Use> find(String key) {
        return table.find(key);
    }

    @Override
    public void put(Use use) {
        table.put(use);
    }

    @Override
    public void removeBefore(Instant limit) {
        table.all().stream()
                .filter(use -> use.at().isBefore(limit))
                .map(Use::key)
                .forEach(table::remove);
    }
}
