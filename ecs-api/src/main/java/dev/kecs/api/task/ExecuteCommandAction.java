package dev.kecs.api.task;

import dev.kecs.api.action.Action;
import dev.kecs.api.action.Caller;
import dev.kecs.api.action.References;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandRequest;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandResponse;
import software.amazon.awssdk.services.ecs.model.Session;

/// Opens a session for a command; it is started once the plugin has come for it. Most phrases are ECS's own.
record ExecuteCommandAction(References references, Tasks tasks, CommandSessions sessions)
        implements Action<ExecuteCommandRequest, ExecuteCommandResponse> {
    @Override
    public ExecuteCommandResponse answer(ExecuteCommandRequest request, Caller caller) {
        ClusterArn cluster = references.existingCluster(request.cluster(), caller);
        Task task = references
                .task(request.task(), cluster)
                .flatMap(arn -> tasks.stores().tasks().find(arn))
                .orElseThrow(() -> Refusal.invalid("The referenced task was not found."));
        if (!Boolean.TRUE.equals(request.interactive())) {
            throw Refusal.invalid("Interactive is the only mode supported currently.");
        }
        if (!Boolean.TRUE.equals(task.spec().declared().enableExecuteCommand())
                || !(task.goal() instanceof TaskGoal.Run)
                || task.observed().containers().isEmpty()) {
            throw Refusal.invalid("The execute command failed because execute command was not enabled when the task"
                    + " was run or the execute command agent isn’t running. Wait and try again or run a new task with"
                    + " execute command enabled and try again.");
        }
        ContainerStatus container = container(task, request);
        if (!(container.last().state() instanceof State.Running)) {
            throw Refusal.invalid("The container '" + container.name() + "' does not run.");
        }
        return ExecuteCommandResponse.builder()
                .clusterArn(cluster.toString())
                .taskArn(task.arn().toString())
                .containerArn(ContainerRendering.arn(task, container))
                .containerName(container.name())
                .interactive(true)
                .session(session(task, container, request.command(), caller.host()))
                .build();
    }

    private Session session(Task task, ContainerStatus container, String command, String host) {
        List<String> words;
        try {
            words = CommandLine.words(command);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid("The command cannot be split into words: " + wrong.getMessage());
        }
        try {
            return sessions.open(task.arn(), container.name(), words, host);
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private static ContainerStatus container(Task task, ExecuteCommandRequest request) {
        List<ContainerStatus> containers = task.observed().containers();
        if (request.container() == null && containers.size() == 1) {
            return containers.getFirst();
        }
        if (request.container() == null && containers.size() > 1) {
            throw Refusal.invalid("Container name is required because the task has several: "
                    + containers.stream().map(ContainerStatus::name).collect(Collectors.joining(", ")));
        }
        return containers.stream()
                .filter(each -> each.name().equals(request.container()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Container not found: " + request.container()));
    }
}
