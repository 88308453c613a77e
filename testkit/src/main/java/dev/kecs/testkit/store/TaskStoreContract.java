package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.testkit.sample.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// What `TaskStore` promises.
public abstract class TaskStoreContract extends StoreContract {
    private static final ServiceArn WEBAPP = Samples.PRODUCTION.service("webapp");
    private static final ServiceArn STAGED = new ClusterArn(Samples.SCOPE, "staging").service("webapp");

    private void put(Task... tasks) {
        stores().atomically(() -> {
            for (Task task : tasks) {
                stores().tasks().put(task);
            }
        });
    }

    @Test
    void tasksAreOrderedByTheirCreation() {
        put(Samples.task(3), Samples.task(1), Samples.task(2));
        assertThat(stores().tasks().all()).containsExactly(Samples.task(1), Samples.task(2), Samples.task(3));
    }

    @Test
    void aServicesTasksAreItsOwn() {
        Task own = Samples.task(1, Optional.of(WEBAPP));
        Task ofOther = Samples.task(2, Optional.of(Samples.PRODUCTION.service("other")));
        put(own, ofOther, Samples.task(3), Samples.task(4, Optional.of(STAGED)));
        assertThat(stores().tasks().ofService(WEBAPP)).containsExactly(own);
        assertThat(stores().tasks().inCluster(Samples.PRODUCTION)).containsExactly(own, ofOther, Samples.task(3));
    }

    @Test
    void aChangedTaskIsListedOnceAsItIsNow() {
        Task task = Samples.task(1, Optional.of(WEBAPP));
        put(task);
        Task stopping =
                task.with(new TaskGoal.Stop(Samples.START, TaskStopCode.USER_INITIATED, "Task stopped by user"));
        put(stopping);
        assertThat(stores().tasks().find(task.arn())).contains(stopping);
        assertThat(stores().tasks().ofService(WEBAPP)).containsExactly(stopping);
        assertThat(stores().tasks().inCluster(Samples.PRODUCTION)).containsExactly(stopping);
    }

    @Test
    void aRemovedTaskIsGoneFromAllLists() {
        Task task = Samples.task(1, Optional.of(WEBAPP));
        put(task);
        stores().atomically(() -> stores().tasks().remove(task.arn()));
        assertThat(stores().tasks().find(task.arn())).isEmpty();
        assertThat(stores().tasks().ofService(WEBAPP)).isEmpty();
        assertThat(stores().tasks().inCluster(Samples.PRODUCTION)).isEmpty();
        assertThat(stores().tasks().all()).isEmpty();
    }

    @Test
    void listsInAStepShowItsOwnWrites() {
        Task first = Samples.task(1, Optional.of(WEBAPP));
        Task second = Samples.task(2, Optional.of(WEBAPP));
        put(first);
        stores().atomically(() -> {
            stores().tasks().put(second);
            stores().tasks().put(Samples.task(3));
            stores().tasks().remove(first.arn());
            assertThat(stores().tasks().ofService(WEBAPP)).containsExactly(second);
        });
    }
}
