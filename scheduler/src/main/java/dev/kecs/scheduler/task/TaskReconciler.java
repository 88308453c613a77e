package dev.kecs.scheduler.task;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskEvent;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskLifecycle;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.scheduler.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Moves one task a step on: takes in what the engine told, decides whether it must stop, and asks the engine
/// for what its state calls for. Used by the scheduler's thread.
public final class TaskReconciler {
    /// How long ECS keeps a stopped task describable.
    static final Duration STOPPED_TASKS_STAY = Duration.ofHours(1);

    private final TaskEngine engine;
    private final Consumer<TaskArn> drain;

    /// @param drain holds new connections off a task, and signals the scheduler when that is done
    public TaskReconciler(TaskEngine engine, Consumer<TaskArn> drain) {
        this.engine = engine;
        this.drain = drain;
    }

    /// @param observation null when the engine does not know the task
    /// @return the task as it is now in the store
    public Task reconcile(Step step, Task task, @Nullable TaskObservation observation, boolean drained) {
        if (task.observed().state() instanceof TaskState.Stopped stopped) {
            if (observation != null && !ended(observation)) {
                // It was stopped before the engine had told that its launch went through.
                step.afterwards(() -> engine.stop(task.arn()));
            }
            expire(step, task, stopped);
            return task;
        }
        Optional<TaskDefinition> revision =
                step.stores().taskDefinitions().find(task.spec().taskDefinition());
        Task seen = takeIn(step, task, observation);
        Task decided = seen.goal() instanceof TaskGoal.Run ? decide(step, seen, revision) : seen;
        Task moved = move(step, decided, observation != null, drained);
        if (!moved.equals(task)) {
            step.stores().tasks().put(moved);
        }
        act(step, moved, revision, observation != null);
        return moved;
    }

    private static Task decide(Step step, Task task, Optional<TaskDefinition> revision) {
        if (revision.isEmpty()) {
            return task.with(new TaskGoal.Stop(
                    step.now(),
                    TaskStopCode.TASK_FAILED_TO_START,
                    "There is no task definition " + task.spec().taskDefinition() + " any more"));
        }
        boolean abandoned = task.spec()
                .origin()
                .service()
                .filter(owner -> step.stores()
                        .services()
                        .find(owner)
                        .filter(service -> service.status() != ServiceStatus.INACTIVE)
                        .isEmpty())
                .isPresent();
        if (abandoned) {
            return task.with(new TaskGoal.Stop(
                    step.now(), TaskStopCode.SERVICE_SCHEDULER_INITIATED, "The task's service is gone"));
        }
        StopDecision decision = new StopDecision(task, revision.get().body(), step.now());
        decision.nextLook().ifPresent(at -> step.lookAgain(task.arn(), at));
        return decision.stop().map(task::with).orElse(task);
    }

    private static boolean clusterTakesTasks(Step step, Task task) {
        return step.stores()
                .clusters()
                .find(task.arn().cluster())
                .map(Cluster::status)
                .filter(ClusterStatus.ACTIVE::equals)
                .isPresent();
    }

    private static Task takeIn(Step step, Task task, @Nullable TaskObservation observation) {
        if (observation == null) {
            return lostUnlessStarting(step, task);
        }
        Map<String, ContainerObservation> byName = observation.containers().stream()
                .collect(Collectors.toMap(ContainerObservation::name, Function.identity()));
        List<ContainerStatus> containers = task.observed().containers().stream()
                .map(each -> withLast(each, byName.getOrDefault(each.name(), each.last())))
                .toList();
        Task.Observed next = new Task.Observed(task.observed().state(), containers, observation.bindings());
        return next.equals(task.observed()) ? task : task.with(next);
    }

    /// A task that the engine should know and does not has ended while nobody watched.
    private static Task lostUnlessStarting(Step step, Task task) {
        boolean starting = task.observed().state() instanceof TaskState.Provisioning
                || (task.goal() instanceof TaskGoal.Run && task.observed().state() instanceof TaskState.Pending);
        if (starting) {
            return task;
        }
        List<ContainerStatus> containers = task.observed().containers().stream()
                .map(each -> each.last().state() instanceof State.Exited
                        ? each
                        : withLast(
                                each,
                                new ContainerObservation(
                                        each.name(),
                                        new State.Exited(Optional.empty(), Optional.of(StopDecision.LOST), step.now()),
                                        each.last().health())))
                .toList();
        return task.with(new Task.Observed(
                task.observed().state(), containers, task.observed().bindings()));
    }

    private static ContainerStatus withLast(ContainerStatus container, ContainerObservation last) {
        return new ContainerStatus(container.id(), container.name(), container.image(), container.essential(), last);
    }

    private static Task move(Step step, Task task, boolean known, boolean drained) {
        Instant now = step.now();
        TaskState state = task.observed().state();
        List<State> states = task.observed().containers().stream()
                .map(each -> each.last().state())
                .toList();
        boolean stop = task.goal() instanceof TaskGoal.Stop;
        if (!stop) {
            if (clusterTakesTasks(step, task)) {
                state = TaskLifecycle.next(state, new TaskEvent.Launched(now));
            }
            if (states.stream().anyMatch(each -> !(each instanceof State.Waiting))) {
                state = TaskLifecycle.next(state, new TaskEvent.ContainerStarted(now));
            }
            if (states.stream().noneMatch(State.Waiting.class::isInstance)) {
                state = TaskLifecycle.next(state, new TaskEvent.AllStarted(now));
            }
        } else {
            boolean neverLaunched =
                    state instanceof TaskState.Provisioning || (!known && state instanceof TaskState.Pending);
            state = TaskLifecycle.next(state, new TaskEvent.StopWished(now));
            if (drained) {
                state = TaskLifecycle.next(state, new TaskEvent.Drained());
            }
            if (neverLaunched || states.stream().allMatch(State.Exited.class::isInstance)) {
                state = TaskLifecycle.next(state, new TaskEvent.Ended(now));
                state = TaskLifecycle.next(state, new TaskEvent.Released(now));
            }
        }
        return state.equals(task.observed().state())
                ? task
                : task.with(new Task.Observed(
                        state, task.observed().containers(), task.observed().bindings()));
    }

    /// Asks for what the state calls for. Level-triggered: a task found in a state is asked for again, which
    /// the engine and the gate take without harm.
    private void act(Step step, Task after, Optional<TaskDefinition> revision, boolean known) {
        TaskArn arn = after.arn();
        switch (after.observed().state()) {
            case TaskState.Pending pending
            when !known -> revision.ifPresent(of -> step.afterwards(() -> engine.launch(launch(after, of))));
            case TaskState.Deactivating deactivating -> step.afterwards(() -> drain.accept(arn));
            case TaskState.Stopping stopping -> step.afterwards(() -> engine.stop(arn));
            case TaskState.Stopped stopped ->
                step.lookAgain(arn, stopped.stoppedAt().plus(STOPPED_TASKS_STAY));
            case TaskState.Pending pending -> {}
            case TaskState.Provisioning provisioning -> {}
            case TaskState.Activating activating -> {}
            case TaskState.Running running -> {}
            case TaskState.Deprovisioning deprovisioning -> {}
        }
    }

    private static TaskLaunch launch(Task task, TaskDefinition revision) {
        TaskOverride overrides = Optional.ofNullable(task.spec().declared().overrides())
                .orElseGet(() -> TaskOverride.builder().build());
        return new TaskLaunch(
                task.arn(),
                revision.arn(),
                revision.body(),
                overrides,
                task.spec().network(),
                task.spec().publicIp(),
                new TaskLaunch.Owner(task.spec().origin().service(), task.tags()));
    }

    private void expire(Step step, Task task, TaskState.Stopped stopped) {
        Instant until = stopped.stoppedAt().plus(STOPPED_TASKS_STAY);
        if (step.now().isBefore(until)) {
            step.lookAgain(task.arn(), until);
        } else {
            step.stores().tasks().remove(task.arn());
            step.afterwards(() -> engine.forget(task.arn()));
        }
    }

    /// Ends what the engine runs and the store does not know: a task cannot be wanted that nobody recorded.
    public void removeOrphan(Step step, TaskObservation observation) {
        step.afterwards(() -> {
            if (ended(observation)) {
                engine.forget(observation.task());
            } else {
                engine.stop(observation.task());
            }
        });
    }

    private static boolean ended(TaskObservation observation) {
        return observation.containers().stream().allMatch(each -> each.state() instanceof State.Exited);
    }
}
