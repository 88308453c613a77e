package dev.kecs.duckdb;

import dev.kecs.duckdb.json.RecordJson;
import dev.kecs.duckdb.json.UnreadableJsonException;
import dev.kecs.ecs.store.StoreException;
import dev.kecs.ecs.store.journal.Change;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.journal.RecordKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes each step as one transaction; DuckDB syncs its write-ahead log before a commit returns. Called by one
/// thread at a time, the one in a step; the only user of its connection.
final class DuckDbJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbJournal.class);
    private final DatabaseFile file;
    private final Connection connection;
    private final RecordJson json = new RecordJson();
    private final Map<RecordKind<?, ?>, RecordTable<?, ?>> tables = new HashMap<>();
    private boolean usable;
    private boolean closed;

    private DuckDbJournal(DatabaseFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// @throws StoreException when the file is in use, corrupt, or of a newer version
    static DuckDbJournal open(Path path) {
        DatabaseFile file = new DatabaseFile(path);
        file.makeIfAbsent(Migrations.ALL);
        DuckDbJournal journal = new DuckDbJournal(file, file.open());
        boolean done = false;
        try {
            journal.prepare(Migrations.ALL);
            done = true;
            return journal;
        } catch (SQLException e) {
            throw file.failure(e);
        } finally {
            if (!done) {
                journal.close();
            }
        }
    }

    private void prepare(Migrations migrations) throws SQLException {
        int version = migrations.versionOf(connection);
        if (version > migrations.newest()) {
            throw file.newer(version, migrations.newest());
        }
        migrations.apply(connection);
        for (StoredKind<?, ?> stored : StoredKind.ALL) {
            tables.put(stored.kind(), new RecordTable<>(stored, json, connection));
        }
    }

    @Override
    public void replay(Consumer<Change.Put<?, ?>> into) {
        try {
            for (RecordTable<?, ?> table : tables.values()) {
                table.replay(into);
            }
            file.settle(connection);
            connection.setAutoCommit(false);
            usable = true;
        } catch (SQLException | UnreadableJsonException e) {
            throw file.failure(e);
        }
    }

    @Override
    public void append(List<Change> step) {
        if (!usable) {
            throw new StoreException("The store " + file.path() + " failed earlier and takes no more changes; "
                    + "see the log, then restart kecs-server");
        }
        try {
            for (Change change : step) {
                tableOf(change).write(change);
            }
        } catch (SQLException e) {
            rollBack();
            throw new StoreException("Cannot write to the store " + file.path() + ": " + e.getMessage(), e);
        }
        commit();
    }

    private RecordTable<?, ?> tableOf(Change change) {
        return Objects.requireNonNull(tables.get(change.kind()), () -> "No table for " + change.kind());
    }

    /// Whether a commit that failed is on disk is known only after a restart: until then nothing may follow it.
    private void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            usable = false;
            throw new StoreException("Cannot sync the store " + file.path() + ": " + e.getMessage(), e);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            usable = false;
            LOG.error("Cannot take a failed step back in {}", file.path(), e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (connection) {
            for (RecordTable<?, ?> table : tables.values()) {
                table.close();
            }
            if (usable) {
                usable = false;
                connection.rollback();
                connection.setAutoCommit(true);
                file.checkpoint(connection);
            }
        } catch (SQLException e) {
            LOG.warn("The store {} did not close in order; nothing is lost", file.path(), e);
        }
    }
}
