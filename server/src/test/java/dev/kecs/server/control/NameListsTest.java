package dev.kecs.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.control.NameQuery;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameListsTest {
    private final Stores stores = new MemoryStores(Journal.NONE);
    private final NameLists lists = new NameLists(stores);

    @BeforeEach
    void create() {
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("production"));
            stores.clusters().put(Samples.cluster("development"));
            stores.services().put(Samples.service(Samples.PRODUCTION.service("webapp")));
            stores.services().put(Samples.service(Samples.PRODUCTION.service("api")));
            stores.tasks().put(Samples.task(1));
        });
    }

    @Test
    void namesAreSortedAndBeginAsWasAsked() {
        assertThat(lists.list(NameQuery.clusters("")).names()).containsExactly("development", "production");
        assertThat(lists.list(NameQuery.clusters("p")).names()).containsExactly("production");
        assertThat(lists.list(NameQuery.services("production", "")).names()).containsExactly("api", "webapp");
        assertThat(lists.list(NameQuery.services(Samples.PRODUCTION.toString(), "we"))
                        .names())
                .containsExactly("webapp");
        assertThat(lists.list(NameQuery.tasks("production", "")).names()).containsExactly(Samples.taskId(1));
    }

    @Test
    void anUnknownClusterHasNoNames() {
        assertThat(lists.list(NameQuery.services("none", "")).names()).isEmpty();
        assertThat(lists.list(NameQuery.tasks("development", "")).names()).isEmpty();
    }

    @Test
    void whatHasEndedIsNotListed() {
        Task task = Samples.task(1);
        stores.atomically(() -> {
            stores.tasks()
                    .put(task.with(new Task.Observed(
                            new TaskState.Stopped(Optional.empty(), Samples.START, Optional.empty(), Samples.START),
                            List.of(),
                            List.of())));
            stores.clusters().put(Samples.cluster("development").with(ClusterStatus.INACTIVE, ""));
        });
        assertThat(lists.list(NameQuery.tasks("production", "")).names()).isEmpty();
        assertThat(lists.list(NameQuery.clusters("")).names()).containsExactly("production");
    }

    @Test
    void moreThanAThousandAreCutAndThatIsSaid() {
        stores.atomically(() -> {
            for (int number = 0; number <= NameLists.MOST; number++) {
                stores.clusters().put(Samples.cluster("many-" + number));
            }
        });
        assertThat(lists.list(NameQuery.clusters("many-")).more()).isTrue();
        assertThat(lists.list(NameQuery.clusters("many-")).names())
                .hasSize(NameLists.MOST)
                .isSorted();
        assertThat(lists.list(NameQuery.clusters("many-1")).more()).isFalse();
    }
}
