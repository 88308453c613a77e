package dev.kecs.duckdb;

import dev.kecs.ecs.store.Stores;
import dev.kecs.testkit.store.ClusterStoreContract;
import dev.kecs.testkit.store.ServiceStoreContract;
import dev.kecs.testkit.store.SettingStoreContract;
import dev.kecs.testkit.store.StoresContract;
import dev.kecs.testkit.store.TaskDefinitionStoreContract;
import dev.kecs.testkit.store.TaskStoreContract;
import dev.kecs.testkit.store.TokenStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// Every store port's contract, over a DuckDB file.
class DuckDbStoresContractTest {
    @TempDir
    private Path directory = Path.of("");

    private Stores open() {
        return DuckDbStores.open(directory.resolve("kecs.duckdb"));
    }

    @Nested
    class Steps extends StoresContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class Clusters extends ClusterStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class TaskDefinitions extends TaskDefinitionStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class Services extends ServiceStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class Tasks extends TaskStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class Settings extends SettingStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }

    @Nested
    class Tokens extends TokenStoreContract {
        @Override
        protected Stores open() {
            return DuckDbStoresContractTest.this.open();
        }
    }
}
