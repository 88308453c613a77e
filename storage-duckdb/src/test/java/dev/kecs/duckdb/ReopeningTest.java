package dev.kecs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.setting.AccountSetting;
import dev.kecs.ecs.store.StoreException;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.TokenStore;
import dev.kecs.ecs.task.Task;
import dev.kecs.testkit.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a file keeps from one opening to the next, and what an unusable file does.
class ReopeningTest {
    @TempDir
    private Path directory = Path.of("");

    private Path file() {
        return directory.resolve("kecs.duckdb");
    }

    @Test
    void everyKindOfRecordComesBackAsItWas() {
        Service service = Samples.service(Samples.PRODUCTION.service("webapp"));
        Task task = Samples.task(1, Optional.of(service.arn()));
        TokenStore.Use use = new TokenStore.Use("RunTask x y", "f", List.of("a"), Samples.START);
        AccountSetting setting = new AccountSetting("containerInsights", "enabled", "root");
        try (Stores stores = DuckDbStores.open(file())) {
            stores.atomically(() -> {
                stores.clusters().put(Samples.cluster("production"));
                stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
                stores.services().put(service);
                stores.tasks().put(task);
                stores.settings().put(Samples.SCOPE, setting);
                stores.tokens().put(use);
            });
        }
        try (Stores stores = DuckDbStores.open(file())) {
            assertThat(stores.clusters().all()).containsExactly(Samples.cluster("production"));
            assertThat(stores.taskDefinitions().all()).containsExactly(Samples.taskDefinition(Samples.WEBAPP_1));
            assertThat(stores.services().all()).containsExactly(service);
            assertThat(stores.tasks().ofService(service.arn())).containsExactly(task);
            assertThat(stores.settings().all(Samples.SCOPE)).containsExactly(setting);
            assertThat(stores.tokens().find(use.key())).contains(use);
        }
    }

    @Test
    void removedRecordsStayAway() {
        try (Stores stores = DuckDbStores.open(file())) {
            stores.atomically(() -> stores.clusters().put(Samples.cluster("production")));
            stores.atomically(() -> stores.clusters().remove(Samples.PRODUCTION));
        }
        try (Stores stores = DuckDbStores.open(file())) {
            assertThat(stores.clusters().all()).isEmpty();
        }
    }

    @Test
    void aRevisionsNumberIsNotGivenAgainAfterAReopening() {
        TaskDefinitionArn second = new TaskDefinitionArn(Samples.SCOPE, "webapp", 2);
        try (Stores stores = DuckDbStores.open(file())) {
            stores.atomically(() -> stores.taskDefinitions().put(Samples.taskDefinition(second)));
            stores.atomically(() -> stores.taskDefinitions().remove(second));
        }
        try (Stores stores = DuckDbStores.open(file())) {
            int next = stores.atomically(() -> stores.taskDefinitions().nextRevision(Samples.SCOPE, "webapp"));
            assertThat(next).isEqualTo(3);
        }
    }

    @Test
    void whatIsOnlyInTheWriteAheadLogIsReadToo() throws IOException {
        try (Stores stores = DuckDbStores.open(file())) {
            stores.atomically(() -> stores.clusters().put(Samples.cluster("production")));
            copyTo("copy");
        }
        try (Stores stores = DuckDbStores.open(directory.resolve("copy"))) {
            assertThat(stores.clusters().all()).containsExactly(Samples.cluster("production"));
        }
    }

    @Test
    void theWriteAheadLogStaysSmallAndIsFoldedInAtClose() throws IOException {
        Path log = directory.resolve("kecs.duckdb.wal");
        try (Stores stores = DuckDbStores.open(file())) {
            for (int i = 0; i < 2_000; i++) {
                Task task = Samples.task(i % 10).with(Samples.cluster("x").tags());
                int step = i;
                stores.atomically(() -> stores.tasks().put(versioned(task, step)));
            }
            assertThat(Files.size(log)).isLessThan(3L << 20);
        }
        assertThat(log).doesNotExist();
    }

    private static Task versioned(Task task, int version) {
        return new Task(task.arn(), task.spec(), task.createdAt(), task.goal(), task.observed(), task.tags(), version);
    }

    @Test
    void aCorruptFileIsNamedAndLeftAsItIs() throws IOException {
        Files.writeString(file(), "not a database ".repeat(2_000));
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> DuckDbStores.open(file()).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file().toString(), "left as it is", "mv ");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aFileWithAnUnreadableRowIsNamedAndLeftAsItIs() throws Exception {
        DuckDbStores.open(file()).close();
        sql("INSERT INTO task VALUES ('arn:broken', '{\"arn\":\"nonsense\"}')");
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> DuckDbStores.open(file()).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(file().toString(), "arn:broken", "nonsense", "left as it is");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aNewerFileIsRefusedAndLeftAsItIsWithItsWriteAheadLog() throws Exception {
        try (Stores stores = DuckDbStores.open(file())) {
            stores.atomically(() -> stores.clusters().put(Samples.cluster("production")));
        }
        sql("INSERT INTO schema_version VALUES (99, NULL)");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file())) {
            connection.createStatement().execute("INSERT INTO cluster VALUES ('later', '{}')");
            copyTo("newer");
        }
        Path newer = directory.resolve("newer");
        Path log = directory.resolve("newer.wal");
        byte[] before = Files.readAllBytes(newer);
        byte[] logBefore = Files.readAllBytes(log);
        assertThatThrownBy(() -> DuckDbStores.open(newer).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(newer.toString(), "99", "newer KECS");
        assertThat(Files.readAllBytes(newer)).isEqualTo(before);
        assertThat(Files.readAllBytes(log)).isEqualTo(logBefore);
    }

    @Test
    void anEmptyFileIsAsGoodAsNone() throws IOException {
        Files.createFile(file());
        try (Stores stores = DuckDbStores.open(file())) {
            assertThat(stores.clusters().all()).isEmpty();
        }
    }

    @Test
    void aHalfMadeDraftOfAnEarlierStartIsReplaced() throws IOException {
        Files.writeString(directory.resolve("kecs.duckdb.new"), "half");
        DuckDbStores.open(file()).close();
        assertThat(file()).exists();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /// What a kill -9 would leave: the file and its log as they are at this moment.
    private void copyTo(String name) throws IOException {
        Files.copy(file(), directory.resolve(name));
        Files.copy(directory.resolve("kecs.duckdb.wal"), directory.resolve(name + ".wal"));
    }
}
