package dev.kecs.server.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Tasks by tags, and tasks by their names.
class TagTargetsTest {
    private static final Instant LATER = Samples.START.plusSeconds(60);
    private static final TaskState RUNNING = new TaskState.Running(LATER);
    private static final TaskState LEAVING = new TaskState.Deactivating(Optional.of(LATER), LATER);
    private static final Map<String, String> DEV = Map.of("Environment", "dev");

    private final Stores stores = new MemoryStores(Journal.NONE);
    private final TargetResolver resolver = new TargetResolver(stores);

    @BeforeEach
    void create() {
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("production"));
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
        });
    }

    /// The higher the number the newer the task.
    private void put(int number, TaskState state, Map<String, String> tags, boolean publicIp) {
        Task sample = Samples.task(number);
        TaskSpec spec = sample.spec();
        stores.atomically(() -> stores.tasks()
                .put(new Task(
                        sample.arn(),
                        new TaskSpec(spec.taskDefinition(), spec.origin(), spec.declared(), spec.network(), publicIp),
                        sample.createdAt(),
                        sample.goal(),
                        new Task.Observed(
                                state,
                                sample.observed().containers(),
                                List.of(new PortBinding("web", 80, "tcp", "127.1.0." + number, 10_000 + number))),
                        new Tags(tags),
                        1)));
    }

    private Resolution resolve(boolean strict) {
        return resolver.resolve(Resolve.only(new Target.OfTags("production", DEV, strict)));
    }

    private Resolution task(String name) {
        return resolver.resolve(Resolve.only(new Target.OfTask("production", name)));
    }

    @Test
    void theNewestRunningTaskWithAllTagsIsChosenAndTheOthersKeepWhatTheyHave() {
        put(1, RUNNING, Map.of("Environment", "dev", "more", "tags"), true);
        put(2, RUNNING, DEV, true);
        put(3, RUNNING, Map.of("Environment", "test"), true);
        put(4, new TaskState.Pending(LATER), DEV, true);
        Resolution resolution = resolve(false);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.OK);
        assertThat(resolution.selected())
                .contains(new SelectedTask(
                        Samples.taskId(2),
                        Samples.START.plusSeconds(2).toString(),
                        LATER.toString(),
                        "webapp:1",
                        2,
                        3));
        assertThat(resolution.endpoints())
                .extracting(Endpoint::task, Endpoint::ready, Endpoint::draining)
                .containsExactly(tuple(Samples.taskId(2), true, false), tuple(Samples.taskId(1), false, true));
    }

    @Test
    void whenTheChosenOneLeavesTheNextNewestIsChosen() {
        put(1, RUNNING, DEV, true);
        put(2, LEAVING, DEV, true);
        Resolution resolution = resolve(false);
        assertThat(resolution.selected()).map(SelectedTask::task).contains(Samples.taskId(1));
        assertThat(resolution.endpoints())
                .extracting(Endpoint::task, Endpoint::draining)
                .containsExactly(tuple(Samples.taskId(1), false), tuple(Samples.taskId(2), true));
    }

    @Test
    void ofTwoCreatedAtTheSameMomentTheOneWithTheSmallerIdIsChosen() {
        put(1, RUNNING, DEV, true);
        Task first = stores.tasks().inCluster(Samples.PRODUCTION).getFirst();
        Task twin = Samples.task(2);
        stores.atomically(() -> stores.tasks()
                .put(new Task(
                        twin.arn(), first.spec(), first.createdAt(), first.goal(), first.observed(), first.tags(), 1)));
        String smaller = Samples.taskId(1).compareTo(Samples.taskId(2)) < 0 ? Samples.taskId(1) : Samples.taskId(2);
        assertThat(resolve(false).selected()).map(SelectedTask::task).contains(smaller);
    }

    @Test
    void strictlyMoreThanOneMatchIsAnErrorThatListsThemAndCutsNothing() {
        put(1, RUNNING, DEV, true);
        assertThat(resolve(true).reason()).isEqualTo(SnapshotReason.OK);
        put(2, RUNNING, DEV, true);
        Resolution resolution = resolve(true);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.TASKS_AMBIGUOUS);
        assertThat(resolution.message())
                .contains("2 running tasks", "Environment=dev", Samples.taskId(1), Samples.taskId(2), "webapp:1");
        assertThat(resolution.endpoints())
                .extracting(Endpoint::ready, Endpoint::draining)
                .containsExactly(tuple(false, true), tuple(false, true));
    }

    @Test
    void withoutARunningMatchItWaitsAndSaysForWhat() {
        assertThat(resolve(false).reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
        assertThat(resolve(false).message()).contains("No running task", "Environment=dev");
        put(1, LEAVING, DEV, true);
        Resolution leaving = resolve(false);
        assertThat(leaving.reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
        assertThat(leaving.endpoints()).extracting(Endpoint::draining).containsExactly(true);
        put(2, new TaskState.Pending(LATER), DEV, true);
        assertThat(resolve(false).reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
    }

    @Test
    void tasksWithoutAPublicAddressAreNoCandidatesButAReason() {
        put(1, RUNNING, DEV, false);
        Resolution resolution = resolve(false);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.NOT_PUBLIC);
        assertThat(resolution.hint().orElse(""))
                .contains("aws ecs run-task --cluster production --task-definition webapp:1", "assignPublicIp=ENABLED");
        put(2, RUNNING, DEV, true);
        assertThat(resolve(true).selected()).map(SelectedTask::task).contains(Samples.taskId(2));
    }

    @Test
    void aTaskIsFoundByTheBeginningOfItsIdOrItsArn() {
        put(1, RUNNING, DEV, true);
        String id = Samples.taskId(1);
        assertThat(task(id.substring(0, 8)).reason()).isEqualTo(SnapshotReason.OK);
        assertThat(task(id.substring(0, 7)).reason()).isEqualTo(SnapshotReason.TASK_ABSENT);
        assertThat(task(Samples.PRODUCTION.task(id).toString()).reason()).isEqualTo(SnapshotReason.OK);
        put(2, RUNNING, DEV, true);
        String common = commonBeginning(id, Samples.taskId(2));
        assertThat(common.length()).isGreaterThanOrEqualTo(8);
        assertThat(task(common).reason()).isEqualTo(SnapshotReason.TASKS_AMBIGUOUS);
        assertThat(task(common).message()).contains(id, Samples.taskId(2));
    }

    private static String commonBeginning(String one, String other) {
        int length = 0;
        while (one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    @Test
    void aTaskThatCannotBeReachedSaysWhy() {
        put(1, RUNNING, DEV, false);
        assertThat(task(Samples.taskId(1)).reason()).isEqualTo(SnapshotReason.NOT_PUBLIC);
        put(1, new TaskState.Stopped(Optional.of(LATER), LATER, Optional.of(LATER), LATER), DEV, true);
        Task ended = stores.tasks().inCluster(Samples.PRODUCTION).getFirst();
        stores.atomically(() -> stores.tasks()
                .put(ended.with(new TaskGoal.Stop(
                        LATER, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"))));
        assertThat(task(Samples.taskId(1)).message()).contains("STOPPED: Essential container in task exited");
    }
}
