package dev.kecs.server.target;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The newest running task with certain tags. Older ones, and those on their way down, are shown draining, so that live
/// connections to them are not cut when a newer task takes over.
record TagTargets(Stores stores, TargetPorts ports) {
    private static final Comparator<Task> NEWEST_FIRST = Comparator.comparing(Task::createdAt)
            .reversed()
            .thenComparing(task -> task.arn().id());

    Resolution resolve(ClusterArn cluster, Target.OfTags target, Resolve question) {
        List<Task> all = stores.tasks().inCluster(cluster);
        List<Task> tagged = all.stream()
                .filter(task -> task.tags().containAll(target.tags()))
                .toList();
        List<Task> reachable =
                tagged.stream().filter(task -> task.spec().publicIp()).toList();
        List<Task> running = tagged.stream().filter(TagTargets::isRunning).toList();
        List<Task> matches = reachable.stream()
                .filter(TagTargets::isRunning)
                .sorted(NEWEST_FIRST)
                .toList();
        if (matches.isEmpty()) {
            return none(cluster, target, reachable, running, question);
        }
        Task newest = matches.getFirst();
        List<Task> others = reachable.stream()
                .filter(task -> !task.arn().equals(newest.arn()))
                .toList();
        if (target.strict() && matches.size() > 1) {
            Resolution drained = ports.resolve(newest.spec().taskDefinition(), question, List.of(), reachable);
            return new Resolution(
                    SnapshotReason.TASKS_AMBIGUOUS,
                    matches.size() + " running tasks have the tags " + words(target) + ": "
                            + matches.stream().map(TagTargets::words).collect(Collectors.joining("; ")) + ".",
                    Optional.of("Leave out --all to follow the newest, or name more tags."),
                    drained.port(),
                    Optional.empty(),
                    drained.endpoints(),
                    drained.ports());
        }
        int runningInCluster = (int) all.stream().filter(TagTargets::isRunning).count();
        return ports.resolve(newest.spec().taskDefinition(), question, List.of(newest), others)
                .of(new SelectedTask(
                        newest.arn().id(),
                        newest.createdAt().toString(),
                        startedAt(newest).map(Instant::toString).orElse(null),
                        newest.spec().taskDefinition().familyAndRevision(),
                        matches.size(),
                        runningInCluster));
    }

    private Resolution none(
            ClusterArn cluster, Target.OfTags target, List<Task> reachable, List<Task> running, Resolve question) {
        if (!running.isEmpty()) {
            Task first = running.stream().sorted(NEWEST_FIRST).findFirst().orElseThrow();
            return Resolution.failed(
                    SnapshotReason.NOT_PUBLIC,
                    "Every running task with the tags " + words(target)
                            + " has assignPublicIp DISABLED, so this host cannot reach it.",
                    new PublicIpCommands(stores).ofTask(first));
        }
        Optional<Task> last = reachable.stream().sorted(NEWEST_FIRST).findFirst();
        Resolution waiting = Resolution.failed(
                SnapshotReason.NO_RUNNING_TASK,
                "No running task in cluster '" + cluster.name() + "' has the tags " + words(target) + ".",
                "aws ecs list-tasks --cluster " + cluster.name());
        if (last.isEmpty()) {
            return waiting;
        }
        Resolution drained = ports.resolve(last.get().spec().taskDefinition(), question, List.of(), reachable);
        return drained.reason() != SnapshotReason.NO_RUNNING_TASK
                ? drained
                : new Resolution(
                        waiting.reason(),
                        waiting.message(),
                        waiting.hint(),
                        drained.port(),
                        Optional.empty(),
                        drained.endpoints(),
                        drained.ports());
    }

    private static boolean isRunning(Task task) {
        return task.observed().state() instanceof TaskState.Running;
    }

    private static Optional<Instant> startedAt(Task task) {
        return task.observed().state() instanceof TaskState.Running running
                ? Optional.of(running.startedAt())
                : Optional.empty();
    }

    private static String words(Target.OfTags target) {
        Map<String, String> sorted = new TreeMap<>(target.tags());
        return sorted.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
    }

    private static String words(Task task) {
        return task.arn().id() + " of " + task.spec().taskDefinition().familyAndRevision() + ", started "
                + startedAt(task).map(Instant::toString).orElse("not yet");
    }
}
