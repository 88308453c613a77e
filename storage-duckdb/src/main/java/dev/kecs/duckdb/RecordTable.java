package dev.kecs.duckdb;

import dev.kecs.duckdb.json.RecordJson;
import dev.kecs.duckdb.json.UnreadableJsonException;
import dev.kecs.ecs.store.journal.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/// The table of one kind of record, with its statements prepared once. Belongs to the journal, which calls it
/// from one thread at a time.
final class RecordTable<K, V> implements AutoCloseable {
    private final StoredKind<K, V> stored;
    private final RecordJson json;
    private final Connection connection;
    private final PreparedStatement put;
    private final PreparedStatement remove;

    RecordTable(StoredKind<K, V> stored, RecordJson json, Connection connection) throws SQLException {
        this.stored = stored;
        this.json = json;
        this.connection = connection;
        put = connection.prepareStatement("INSERT OR REPLACE INTO " + stored.table() + " VALUES (?, ?)");
        remove = connection.prepareStatement("DELETE FROM " + stored.table() + " WHERE key = ?");
    }

    void replay(Consumer<Change.Put<?, ?>> into) throws SQLException, UnreadableJsonException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key, body FROM " + stored.table())) {
            while (rows.next()) {
                V record = json.read(rows.getString(2), stored.type(), rows.getString(1));
                into.accept(new Change.Put<>(stored.kind(), record));
            }
        }
    }

    /// The change is one of this table's kind.
    void write(Change change) throws SQLException {
        switch (change) {
            case Change.Put<?, ?> wanted -> {
                put.setString(1, StoredKind.keyText(wanted.key()));
                put.setString(2, json.write(wanted.value()));
                put.executeUpdate();
            }
            case Change.Remove<?, ?> wanted -> {
                remove.setString(1, StoredKind.keyText(wanted.key()));
                remove.executeUpdate();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        put.close();
        remove.close();
    }
}
