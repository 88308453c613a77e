package dev.kecs.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/// The numbered steps from an empty file to the newest schema; table `schema_version` says which were done. Each
/// runs in a transaction of its own.
record Migrations(List<String> scripts) {
    /// Resources beside this class; the n-th makes schema version n. Released ones never change.
    static final Migrations ALL = new Migrations(List.of("001_records.sql"));

    Migrations {
        scripts = List.copyOf(scripts);
    }

    /// The version they lead to.
    int newest() {
        return scripts.size();
    }

    /// The file's version; 0 when it has no schema yet.
    int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'schema_version'")) {
            tables.next();
            if (tables.getInt(1) == 0) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            version.next();
            return version.getInt(1);
        }
    }

    /// Does what is still to do.
    void apply(Connection connection) throws SQLException {
        for (int version = versionOf(connection) + 1; version <= newest(); version++) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP)");
                statement.execute(text(scripts.get(version - 1)));
                record(connection, version);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void record(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)")) {
            statement.setInt(1, version);
            statement.executeUpdate();
        }
    }

    private static String text(String script) {
        try (InputStream stream = Objects.requireNonNull(
                Migrations.class.getResourceAsStream("migration/" + script), () -> "No migration " + script)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read migration " + script, e);
        }
    }
}
