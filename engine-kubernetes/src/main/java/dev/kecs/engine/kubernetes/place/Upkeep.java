package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What a task's pod calls for while it is there: an address of its own, its containers' turns, its end. Owned by the
/// cluster's thread.
final class Upkeep {
    private static final Duration NODE_MUST_START_WITHIN = Duration.ofSeconds(1);
    private static final Duration NODE_MUST_STOP_WITHIN = Duration.ofSeconds(30);

    private final Fronts fronts;
    private final PodCommands commands;
    private final Appointments<TaskArn> appointments;
    private final Map<TaskArn, Instant> stopLatest = new HashMap<>();

    /// @param appointments when tasks are to be looked at again
    Upkeep(Fronts fronts, PodCommands commands, Appointments<TaskArn> appointments) {
        this.fronts = fronts;
        this.commands = commands;
        this.appointments = appointments;
    }

    void forget(TaskArn task) {
        stopLatest.remove(task);
    }

    /// Asks for what it calls for now.
    ///
    /// @throws KubernetesClientException when the API server does not take it
    void act(TaskPod task, Instant now) {
        if (task.isDeleted()) {
            return;
        }
        if (task.ended()) {
            if (task.address().isPresent()) {
                commands.removeService(KubernetesNames.pod(task.arn()));
                task.address(null);
            }
        } else if (task.isStopping()) {
            end(task, now);
        } else {
            openGates(task, now);
        }
        if (task.needsAddress() && task.address().isEmpty() && !task.isStopping()) {
            task.address(address(task));
        }
    }

    /// One that is there was made by a call of which nobody heard that it was.
    private Service address(TaskPod task) {
        try {
            return commands.create(fronts.ofTask(task.arn(), task.plan(), task.pod(), task.nodePorts()));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == PodCommands.UNPROCESSABLE) {
                task.nodePortsRefused();
            }
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            return commands.findService(KubernetesNames.pod(task.arn()))
                    .filter(found ->
                            Marks.task(found).filter(task.arn()::equals).isPresent())
                    .orElseThrow(() -> refused);
        }
    }

    private void end(TaskPod task, Instant now) {
        Instant latest = stopLatest.computeIfAbsent(
                task.arn(),
                arn -> now.plusSeconds(task.pod().getSpec().getTerminationGracePeriodSeconds())
                        .plus(NODE_MUST_STOP_WITHIN));
        if (task.isUnplaced() || !now.isBefore(latest)) {
            commands.remove(task.pod().getMetadata().getName());
        } else if (!task.isPastDeadline()) {
            task.seen(commands.passDeadline(task.pod()));
        }
        appointments.at(task.arn(), now.isBefore(latest) ? latest : now.plus(NODE_MUST_STOP_WITHIN));
    }

    private void openGates(TaskPod task, Instant now) {
        Set<String> open = task.toOpen();
        if (open.isEmpty()) {
            return;
        }
        if (!task.wereOpened(open)) {
            commands.open(task.pod(), open, now);
            task.opened(open, now);
        } else if (!now.isBefore(task.openedAt().plus(NODE_MUST_START_WITHIN))) {
            // The node had not heard of the key when it looked.
            commands.touch(task.pod(), now);
            task.opened(open, now);
        }
        appointments.at(task.arn(), task.openedAt().plus(NODE_MUST_START_WITHIN));
    }
}
