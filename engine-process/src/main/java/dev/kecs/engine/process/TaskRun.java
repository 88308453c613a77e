package dev.kecs.engine.process;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerOrder;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.process.shim.ContainerProcess;
import dev.kecs.engine.process.task.ContainerPlan;
import dev.kecs.engine.process.task.TaskDirectory;
import dev.kecs.engine.process.task.TaskPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/// One task this engine knows: started by it, or found from before. Owned by the engine's loop.
final class TaskRun {
    private final TaskArn arn;
    private final TaskDirectory directory;
    private final TaskPlan plan;
    private final List<ContainerRun> containers;
    private boolean stopping;

    TaskRun(TaskDirectory directory, TaskPlan plan) {
        this.arn = (TaskArn) Arns.parse(plan.taskArn()).orElseThrow();
        this.directory = directory;
        this.plan = plan;
        this.containers = plan.containers().stream()
                .map(container -> new ContainerRun(
                        container,
                        new ContainerProcess(
                                directory.container(container.name()),
                                ContainerProcess.MARKER + "=" + arn.id() + "/" + container.name())))
                .toList();
    }

    /// Looks at what has happened and starts what may start now.
    void advance(Path shim, Instant now) throws IOException {
        for (ContainerRun container : containers) {
            container.refresh(now);
            if (stopping) {
                container.stop(now);
            }
            container.killWhenDue(now);
        }
        if (!stopping) {
            startWhatMay(shim, now);
        }
    }

    private void startWhatMay(Path shim, Instant now) throws IOException {
        Map<String, ContainerObservation> observed = containers.stream()
                .map(ContainerRun::observation)
                .collect(Collectors.toMap(ContainerObservation::name, Function.identity()));
        for (ContainerRun container : containers) {
            if (container.waitingToStart()) {
                switch (ContainerOrder.verdict(dependencies(container.plan()), observed)) {
                    case START -> start(container, shim, now);
                    // That it never will start ends the task: the domain's decision.
                    case NEVER, WAIT -> {}
                }
            }
        }
    }

    private static void start(ContainerRun container, Path shim, Instant now) throws IOException {
        ContainerPlan plan = container.plan();
        if (plan.failure().isPresent()) {
            container.fail(plan.failure().get(), now);
        } else {
            container.process().start(shim, plan.command(), plan.workingDirectory(), plan.environment());
        }
    }

    private static ContainerDefinition dependencies(ContainerPlan plan) {
        return ContainerDefinition.builder()
                .name(plan.name())
                .dependsOn(plan.terms().dependsOn().entrySet().stream()
                        .map(each -> ContainerDependency.builder()
                                .containerName(each.getKey())
                                .condition(each.getValue())
                                .build())
                        .toList())
                .build();
    }

    void stop() {
        stopping = true;
    }

    boolean ended() {
        return containers.stream()
                .allMatch(each -> each.observation().state() instanceof ContainerObservation.State.Exited);
    }

    /// The earliest time at which [#advance] is needed though nothing was seen.
    Instant nextDeadline() {
        return containers.stream()
                .map(ContainerRun::nextDeadline)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    TaskArn arn() {
        return arn;
    }

    TaskDirectory directory() {
        return directory;
    }

    TaskPlan plan() {
        return plan;
    }

    List<ContainerRun> containers() {
        return containers;
    }

    TaskObservation observation() {
        return new TaskObservation(
                arn, containers.stream().map(ContainerRun::observation).toList(), plan.bindings());
    }
}
