package dev.kecs.server.target;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.util.List;
import java.util.stream.Collectors;

/// One task: by its id, by a unique beginning of it, or by its ARN.
record TaskTargets(Stores stores, TargetPorts ports) {
    private static final int SHORTEST_BEGINNING = 8;

    Resolution resolve(ClusterArn cluster, Target.OfTask target, Resolve question) {
        List<Task> found = stores.tasks().inCluster(cluster).stream()
                .filter(each -> isNamed(each, target.task()))
                .toList();
        if (found.isEmpty()) {
            return Resolution.failed(
                    SnapshotReason.TASK_ABSENT,
                    "There is no task '" + target.task() + "' in cluster '" + cluster.name() + "'.",
                    "aws ecs list-tasks --cluster " + cluster.name());
        }
        if (found.size() > 1) {
            return Resolution.failed(
                    SnapshotReason.TASKS_AMBIGUOUS,
                    "'" + target.task() + "' is the beginning of " + found.size() + " tasks: "
                            + found.stream().map(each -> each.arn().id()).collect(Collectors.joining(", ")) + ".",
                    "Give more of the task's id.");
        }
        Task task = found.getFirst();
        if (task.observed().state() instanceof TaskState.Stopped) {
            return Resolution.failed(
                    SnapshotReason.TASK_STOPPED, "Task '" + task.arn().id() + "' is STOPPED" + why(task) + ".", null);
        }
        if (!task.spec().publicIp()) {
            return Resolution.failed(
                    SnapshotReason.NOT_PUBLIC,
                    "Task '" + task.arn().id() + "' has assignPublicIp DISABLED, so this host cannot reach it.",
                    new PublicIpCommands(stores).ofTask(task));
        }
        return ports.resolve(task.spec().taskDefinition(), question, List.of(task), List.of());
    }

    private static boolean isNamed(Task task, String wish) {
        String id = task.arn().id();
        return id.equals(wish)
                || (wish.length() >= SHORTEST_BEGINNING && id.startsWith(wish))
                || task.arn().toString().equals(wish);
    }

    private static String why(Task task) {
        return task.goal() instanceof TaskGoal.Stop stop && !stop.reason().isEmpty() ? ": " + stop.reason() : "";
    }
}
