package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.store.StoreException;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Change;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.journal.RecordKind;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.testkit.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The stores in memory: every port's contract, and their dealings with the journal.
class MemoryStoresTest {
    private static Stores memory() {
        return new MemoryStores(Journal.NONE);
    }

    @Nested
    class Steps extends StoresContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class Clusters extends ClusterStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class TaskDefinitions extends TaskDefinitionStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class Services extends ServiceStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class Tasks extends TaskStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class Settings extends SettingStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    @Nested
    class Tokens extends TokenStoreContract {
        @Override
        protected Stores open() {
            return memory();
        }
    }

    /// Remembers what it was given; fails when told to.
    private static final class FakeJournal implements Journal {
        private final List<List<Change>> steps = new ArrayList<>();
        private boolean failing;
        private boolean closed;

        @Override
        public void replay(Consumer<Change.Put<?, ?>> into) {
            into.accept(new Change.Put<>(RecordKind.CLUSTER, Samples.cluster("old")));
        }

        @Override
        public void append(List<Change> step) {
            if (failing) {
                throw new StoreException("The disk is full");
            }
            steps.add(step);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whatTheJournalHoldsIsThereFromTheStart() {
        try (Stores stores = new MemoryStores(new FakeJournal())) {
            assertThat(stores.clusters().all()).containsExactly(Samples.cluster("old"));
        }
    }

    @Test
    void aStepReachesTheJournalOnceWithWhatItChangedInTheEnd() {
        FakeJournal journal = new FakeJournal();
        try (Stores stores = new MemoryStores(journal)) {
            stores.atomically(() -> {
                stores.clusters().put(Samples.cluster("passing"));
                stores.clusters().remove(Samples.cluster("passing").arn());
                stores.clusters().remove(Samples.cluster("old").arn());
                stores.clusters().put(Samples.cluster("new"));
            });
        }
        assertThat(journal.steps)
                .containsExactly(List.of(
                        new Change.Remove<>(
                                RecordKind.CLUSTER, Samples.cluster("old").arn()),
                        new Change.Put<>(RecordKind.CLUSTER, Samples.cluster("new"))));
        assertThat(journal.closed).isTrue();
    }

    @Test
    void whenTheJournalFailsNothingHasChangedAndNobodyIsTold() {
        FakeJournal journal = new FakeJournal();
        List<Set<Arn>> told = new ArrayList<>();
        try (Stores stores = new MemoryStores(journal)) {
            stores.subscribe(told::add);
            journal.failing = true;
            assertThatThrownBy(() -> stores.atomically(() -> stores.clusters().put(Samples.cluster("new"))))
                    .isInstanceOf(StoreException.class);
            assertThat(stores.clusters().all()).containsExactly(Samples.cluster("old"));
            journal.failing = false;
            stores.atomically(() -> stores.clusters().put(Samples.cluster("newer")));
        }
        assertThat(told).containsExactly(Set.of(Samples.cluster("newer").arn()));
        assertThat(journal.steps).hasSize(1);
    }

    @Test
    void aSubscriberMustStartNoStep() {
        List<Throwable> caught = new ArrayList<>();
        try (Stores stores = memory()) {
            stores.subscribe(touched -> {
                try {
                    stores.atomically(() -> stores.clusters().put(Samples.cluster("other")));
                } catch (IllegalStateException e) {
                    caught.add(e);
                }
            });
            stores.atomically(() -> stores.clusters().put(Samples.cluster("new")));
        }
        assertThat(caught).hasSize(1);
    }
}
