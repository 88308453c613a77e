package dev.kecs.server.target;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskHealth;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Chooses the container port in question, and says where tasks are reached at it.
record TargetPorts(Stores stores) {
    private record Mapping(int number, Transport protocol) {}

    /// @param tasks those that new connections may go to, when they run
    /// @param leaving those that keep what they have, and get nothing new
    Resolution resolve(TaskDefinitionArn revision, Resolve question, List<Task> tasks, List<Task> leaving) {
        List<Mapping> all = mappings(revision);
        List<Integer> numbers = all.stream().map(Mapping::number).distinct().toList();
        List<Mapping> candidates = candidates(all, question);
        if (question.targetPort() == null && candidates.size() != 1) {
            return refused(
                    SnapshotReason.PORT_AMBIGUOUS,
                    numbers.isEmpty()
                            ? "Task definition " + revision.familyAndRevision() + " maps no port."
                            : "Task definition " + revision.familyAndRevision() + " maps several ports: " + numbers
                                    + ".",
                    numbers.isEmpty() ? null : "Choose one with --target-port.",
                    numbers);
        }
        if (candidates.isEmpty()) {
            return refused(
                    SnapshotReason.PORT_ABSENT,
                    "Port " + question.targetPort() + words(question.protocol()) + " is not mapped by "
                            + revision.familyAndRevision() + "; it maps " + numbers + ".",
                    null,
                    numbers);
        }
        Mapping chosen = candidates.getFirst();
        List<Endpoint> endpoints = Stream.concat(
                        tasks.stream().flatMap(task -> endpoint(task, chosen, isLeaving(task))),
                        leaving.stream().flatMap(task -> endpoint(task, chosen, true)))
                .toList();
        Resolution.Port port = new Resolution.Port(numbers, chosen.number(), chosen.protocol());
        Set<TaskPort> ports = Stream.concat(
                        tasks.stream().filter(TargetPorts::isReached),
                        leaving.stream()
                                .filter(task ->
                                        isReached(task) && binding(task, chosen).isPresent()))
                .map(task -> new TaskPort(
                        task.arn(), chosen.number(), chosen.protocol().word()))
                .collect(Collectors.toUnmodifiableSet());
        if (endpoints.stream().anyMatch(Endpoint::ready)) {
            return new Resolution(SnapshotReason.OK, "", Optional.empty(), port, Optional.empty(), endpoints, ports);
        }
        long unhealthy = tasks.stream().filter(this::isUnhealthy).count();
        return new Resolution(
                unhealthy > 0 ? SnapshotReason.UNHEALTHY : SnapshotReason.NO_RUNNING_TASK,
                unhealthy > 0
                        ? "The health check of " + unhealthy + " running task" + (unhealthy == 1 ? "" : "s") + " fails."
                        : "No task is RUNNING and ready.",
                Optional.empty(),
                port,
                Optional.empty(),
                endpoints,
                ports);
    }

    private static Resolution refused(
            SnapshotReason reason, String message, @Nullable String hint, List<Integer> numbers) {
        return new Resolution(
                reason,
                message,
                Optional.ofNullable(hint),
                new Resolution.Port(numbers, null, null),
                Optional.empty(),
                List.of(),
                Set.of());
    }

    private List<Mapping> mappings(TaskDefinitionArn revision) {
        return stores.taskDefinitions().find(revision).stream()
                .flatMap(each -> each.body().containerDefinitions().stream())
                .flatMap(each -> each.portMappings().stream())
                .map(mapping -> new Mapping(
                        mapping.containerPort(),
                        "udp".equals(mapping.protocolAsString()) ? Transport.UDP : Transport.TCP))
                .distinct()
                .toList();
    }

    /// Those in question; when the protocol is left open, UDP ports only where there is no TCP port.
    private static List<Mapping> candidates(List<Mapping> all, Resolve question) {
        List<Mapping> numbered = all.stream()
                .filter(mapping -> question.targetPort() == null || mapping.number() == question.targetPort())
                .toList();
        Transport protocol = question.protocol();
        if (protocol == null) {
            boolean tcp = numbered.stream().anyMatch(mapping -> mapping.protocol() == Transport.TCP);
            protocol = tcp ? Transport.TCP : Transport.UDP;
        }
        Transport wanted = protocol;
        return numbered.stream().filter(mapping -> mapping.protocol() == wanted).toList();
    }

    private static String words(@Nullable Transport protocol) {
        return protocol == null ? "" : "/" + protocol.word();
    }

    private static boolean isLeaving(Task task) {
        return task.observed().state() instanceof TaskState.Deactivating
                || task.observed().state() instanceof TaskState.Stopping;
    }

    private boolean isUnhealthy(Task task) {
        return task.observed().state() instanceof TaskState.Running
                && definition(task)
                        .filter(body -> TaskHealth.of(task, body) == Health.UNHEALTHY)
                        .isPresent();
    }

    private Optional<TaskDefinition> definition(Task task) {
        return stores.taskDefinitions().find(task.spec().taskDefinition()).map(found -> found.body());
    }

    private Stream<Endpoint> endpoint(Task task, Mapping port, boolean draining) {
        if (!isLeaving(task) && !(task.observed().state() instanceof TaskState.Running)) {
            return Stream.empty();
        }
        return binding(task, port).stream().map(binding -> endpoint(task, binding, draining));
    }

    private static Optional<PortBinding> binding(Task task, Mapping port) {
        return task.observed().bindings().stream()
                .filter(binding -> binding.containerPort() == port.number()
                        && binding.protocol().equals(port.protocol().word()))
                .findFirst();
    }

    /// Whether a way from this host leads to the task, or will.
    private static boolean isReached(Task task) {
        return task.spec().publicIp()
                && !(task.observed().state() instanceof TaskState.Stopped
                        || task.observed().state() instanceof TaskState.Deprovisioning);
    }

    private Endpoint endpoint(Task task, PortBinding binding, boolean draining) {
        boolean healthy = definition(task)
                .filter(body -> TaskHealth.isChecked(body) && TaskHealth.of(task, body) != Health.HEALTHY)
                .isEmpty();
        return new Endpoint(
                task.arn().id(),
                binding.address(),
                binding.port(),
                startedAt(task).toString(),
                healthy && !draining,
                draining,
                task.spec().taskDefinition().familyAndRevision());
    }

    private static Instant startedAt(Task task) {
        return switch (task.observed().state()) {
            case TaskState.Running running -> running.startedAt();
            case TaskState.Deactivating leaving -> leaving.startedAt().orElse(task.createdAt());
            case TaskState.Stopping stopping -> stopping.startedAt().orElse(task.createdAt());
            case TaskState.Provisioning it -> task.createdAt();
            case TaskState.Pending it -> task.createdAt();
            case TaskState.Activating it -> task.createdAt();
            case TaskState.Deprovisioning it -> task.createdAt();
            case TaskState.Stopped it -> task.createdAt();
        };
    }
}
