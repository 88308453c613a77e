package dev.kecs.duckdb;

import dev.kecs.ecs.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// The database file and how it is opened. A new file is made beside its place and moved there when it is whole,
/// so that a half-made one is never met. Until [#settle] nothing writes to an existing file.
record DatabaseFile(Path path) {
    /// How much the write-ahead log may grow before it is folded into the file: it is read at every start.
    private static final String WAL_LIMIT = "2MB";

    /// Makes the file with the newest schema when there is none.
    void makeIfAbsent(Migrations migrations) {
        try {
            if (Files.exists(path) && Files.size(path) > 0) {
                return;
            }
            Path draft = sibling(".new");
            Files.deleteIfExists(draft);
            Files.deleteIfExists(walOf(draft));
            try (Connection connection = connect(draft)) {
                migrations.apply(connection);
                settle(connection);
                checkpoint(connection);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
        } catch (IOException | SQLException e) {
            throw new StoreException("Cannot make the store " + path + ": " + firstLine(e), e);
        }
    }

    /// @throws StoreException when it is in use or unreadable
    Connection open() {
        try {
            return connect(path);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", "512MB");
        settings.setProperty("temp_directory", "");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("wal_autocheckpoint", "1TB");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA disable_checkpoint_on_shutdown");
        }
        return connection;
    }

    /// Once the file has proved usable: from now on the write-ahead log is folded in whenever it has grown.
    void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET wal_autocheckpoint = '" + WAL_LIMIT + "'");
        }
    }

    void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    StoreException failure(Exception cause) {
        String reason = firstLine(cause);
        if (reason.contains("Could not set lock")) {
            return new StoreException(
                    "The store " + path + " is in use by another process; only one kecs-server may have it open. "
                            + reason,
                    cause);
        }
        return new StoreException(
                "The store " + path + " cannot be read: " + reason
                        + ". It was left as it is. Bring back a copy of it, or move it away to begin with an empty one: mv "
                        + path + " " + path + ".broken; mv " + walOf(path) + " " + walOf(path) + ".broken",
                cause);
    }

    StoreException newer(int found, int known) {
        return new StoreException("The store " + path + " has schema version " + found
                + ", written by a newer KECS; this one knows versions up to " + known
                + ". It was left as it is. Start it with that newer KECS, or move it away to begin with an empty one: mv "
                + path + " " + path + ".newer");
    }

    private Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static Path walOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    /// Makes the move durable; where a directory cannot be opened (Windows), the file system sees to it.
    private void syncDirectory() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
}
