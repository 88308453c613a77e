package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.testkit.engine.Fate;
import dev.kecs.testkit.sample.Samples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Tasks of their own, as RunTask makes them.
class TasksTest {
    private final World world = new World();

    private TaskArn run(ContainerDefinition... containers) {
        TaskArn task = world.run(world.register(1, containers));
        world.settle();
        return task;
    }

    private void assertState(TaskArn task, Class<? extends TaskState> state) {
        assertThat(world.task(task).observed().state()).isInstanceOf(state);
    }

    private void assertStopped(TaskArn task, TaskStopCode code, String reason) {
        assertState(task, TaskState.Stopped.class);
        TaskGoal.Stop stop = (TaskGoal.Stop) world.task(task).goal();
        assertThat(stop.code()).isEqualTo(code);
        assertThat(stop.reason()).contains(reason);
    }

    private static ContainerDefinition after(String name, String other, ContainerCondition condition) {
        return World.container(name).toBuilder()
                .dependsOn(ContainerDependency.builder()
                        .containerName(other)
                        .condition(condition)
                        .build())
                .build();
    }

    @Test
    void aTaskRunsWhenAllItsContainersDo() {
        assertState(run(World.container("web"), World.container("sidecar")), TaskState.Running.class);
    }

    @Test
    void anEssentialExitStopsTheWholeTask() {
        TaskArn task = run(World.container("web"), World.container("sidecar"));
        world.engine().exit(task, "web", 3);
        world.settle();
        assertStopped(task, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    }

    @Test
    void theExitOfAContainerThatIsNotEssentialChangesNothing() {
        TaskArn task = run(
                World.container("web"),
                World.container("setup").toBuilder().essential(false).build());
        world.engine().exit(task, "setup", 1);
        world.settle();
        assertState(task, TaskState.Running.class);
    }

    @Test
    void aContainerThatIsNotEssentialAndCannotStartLetsTheTaskRun() {
        world.engine().fate("extra", new Fate.CannotStart("CannotPullContainerError: no such image"));
        TaskArn task = run(
                World.container("web"),
                World.container("extra").toBuilder().essential(false).build());
        assertState(task, TaskState.Running.class);
    }

    @Test
    void anEssentialContainerThatCannotStartFailsTheStart() {
        world.engine().fate("web", new Fate.CannotStart("CannotPullContainerError: no such image"));
        assertStopped(
                run(World.container("web")),
                TaskStopCode.TASK_FAILED_TO_START,
                "CannotPullContainerError: no such image");
    }

    @Test
    void anExitThatNobodySawAfterTheTaskRanIsNoFailedStart() {
        TaskArn task = run(World.container("web"));
        world.engine().exitUnseen(task, "web");
        world.settle();
        assertStopped(task, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    }

    @Test
    void aDependencyThatCanNeverBeMetStopsTheTask() {
        world.engine().fate("setup", new Fate.Exits(1, Duration.ZERO));
        TaskArn task = run(
                World.container("setup").toBuilder().essential(false).build(),
                after("web", "setup", ContainerCondition.SUCCESS));
        assertStopped(task, TaskStopCode.TASK_FAILED_TO_START, "Container 'web' cannot start");
    }

    @Test
    void aDependentStartsWhenTheOtherHasSucceeded() {
        world.engine().fate("setup", new Fate.Exits(0, Duration.ofSeconds(3)));
        TaskArn task = run(
                World.container("setup").toBuilder().essential(false).build(),
                after("web", "setup", ContainerCondition.SUCCESS));
        assertState(task, TaskState.Activating.class);
        world.advance(Duration.ofSeconds(3));
        assertState(task, TaskState.Running.class);
    }

    @Test
    void aTaskStopsWhenADependencyIsNotMetWithinItsStartTimeout() {
        TaskArn task = run(
                World.container("database").toBuilder()
                        .startTimeout(5)
                        .healthCheck(
                                HealthCheck.builder().command("CMD", "true").build())
                        .build(),
                after("web", "database", ContainerCondition.HEALTHY));
        world.advance(Duration.ofMillis(4_900));
        assertState(task, TaskState.Activating.class);
        world.advance(Duration.ofMillis(200));
        assertStopped(task, TaskStopCode.TASK_FAILED_TO_START, "was not HEALTHY within its startTimeout of 5 s");
    }

    @Test
    void aDependencyMetInTimeMakesItsStartTimeoutVoid() {
        TaskArn task = run(
                World.container("database").toBuilder()
                        .startTimeout(5)
                        .healthCheck(
                                HealthCheck.builder().command("CMD", "true").build())
                        .build(),
                after("web", "database", ContainerCondition.HEALTHY));
        world.engine().health(task, "database", Health.HEALTHY);
        world.advance(Duration.ofSeconds(10));
        assertState(task, TaskState.Running.class);
    }

    @Test
    void anUnhealthyTaskOfItsOwnGoesOn() {
        TaskArn task = run(World.container("web").toBuilder()
                .healthCheck(HealthCheck.builder().command("CMD", "true").build())
                .build());
        world.engine().health(task, "web", Health.UNHEALTHY);
        world.settle();
        assertState(task, TaskState.Running.class);
    }

    @Test
    void aTaskWhoseDefinitionIsGoneDoesNotWaitForEver() {
        TaskDefinitionArn revision = world.register(1, World.container("web"));
        TaskArn task = world.run(revision);
        world.stores().atomically(() -> world.stores().taskDefinitions().remove(revision));
        world.settle();
        assertStopped(task, TaskStopCode.TASK_FAILED_TO_START, "There is no task definition");
    }

    @Test
    void aStoppingTaskIsSignalledOnlyWhenItIsDrained() {
        TaskArn task = run(World.container("web"));
        world.gate(false);
        world.tasks().stop(task, "Enough");
        world.settle();
        assertState(task, TaskState.Deactivating.class);
        assertThat(world.engine().alive()).containsExactly(task);
        world.gate(true);
        world.restart();
        world.settle();
        assertStopped(task, TaskStopCode.USER_INITIATED, "Enough");
        assertThat(world.engine().alive()).isEmpty();
    }

    @Test
    void aTaskStoppedBeforeItWasLaunchedNeverRuns() {
        TaskArn task = world.run(world.register(1, World.container("web")));
        world.tasks().stop(task, "Enough");
        world.settle();
        assertStopped(task, TaskStopCode.USER_INITIATED, "Enough");
        assertThat(world.engine().alive()).isEmpty();
    }

    @Test
    void aStoppedTaskIsDescribableForAnHourAndThenForgotten() {
        TaskArn task = run(World.container("web"));
        world.tasks().stop(task, "Enough");
        world.advance(Duration.ofMinutes(59));
        assertState(task, TaskState.Stopped.class);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.stores().tasks().find(task)).isEmpty();
    }

    @Test
    void aTaskWaitsForItsClusterToBeProvisioned() {
        CompletableFuture<Void> provisioning = world.engine().holdProvisioning();
        ClusterArn slow = new ClusterArn(Samples.SCOPE, "slow");
        world.clusters().create(slow, World.emptySpec(), Tags.NONE);
        TaskArn task = world.runIn(slow, world.register(1, World.container("web")));
        world.settle();
        assertState(task, TaskState.Provisioning.class);
        provisioning.complete(null);
        world.settle();
        assertState(task, TaskState.Running.class);
    }
}
