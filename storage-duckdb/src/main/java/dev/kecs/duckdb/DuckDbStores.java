package dev.kecs.duckdb;

import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.memory.MemoryStores;
import java.nio.file.Path;

/// Opens the stores that live in a DuckDB file: tables in memory, with the file as their journal.
public final class DuckDbStores {
    private DuckDbStores() {}

    /// Opens the file, made when absent, brings it to the newest schema and reads it whole. Takes some hundred
    /// milliseconds in a new process, most of them to load DuckDB's native library.
    ///
    /// @throws dev.kecs.ecs.store.StoreException when the file is in use, corrupt, or of a newer version; it is
    ///     left as it is then
    public static Stores open(Path file) {
        DuckDbJournal journal = DuckDbJournal.open(file);
        boolean done = false;
        try {
            Stores stores = new MemoryStores(journal);
            done = true;
            return stores;
        } finally {
            if (!done) {
                journal.close();
            }
        }
    }
}
