package dev.kecs.ecs.service;

import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import java.util.Collection;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// How many of a service's tasks run: derived, never stored.
///
/// @param running tasks in RUNNING
/// @param pending tasks on their way there: PROVISIONING, PENDING or ACTIVATING, and not already wanted to
///     stop
public record ServiceCounts(int running, int pending) {
    public static ServiceCounts of(Collection<Task> tasks) {
        int running = 0;
        int pending = 0;
        for (Task task : tasks) {
            if (task.observed().state() instanceof TaskState.Running) {
                running++;
            } else if (isStarting(task)) {
                pending++;
            }
        }
        return new ServiceCounts(running, pending);
    }

    /// Of one deployment's tasks among a service's.
    public static ServiceCounts of(Deployment deployment, Collection<Task> ofService) {
        return of(ofService.stream()
                .filter(task -> task.spec()
                        .origin()
                        .startedBy()
                        .filter(deployment.id()::equals)
                        .isPresent())
                .toList());
    }

    /// The tasks a service shall have: its desired count, or one for the DAEMON strategy, because this
    /// machine is the one container instance.
    public static int desired(Service service) {
        if (service.status() != ServiceStatus.ACTIVE) {
            return 0;
        }
        return isDaemon(service) ? 1 : service.spec().desiredCount();
    }

    public static boolean isDaemon(Service service) {
        return service.spec().declared().schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    private static boolean isStarting(Task task) {
        return task.goal() instanceof TaskGoal.Run
                && switch (task.observed().state()) {
                    case TaskState.Provisioning provisioning -> true;
                    case TaskState.Pending pending -> true;
                    case TaskState.Activating activating -> true;
                    case TaskState.Running running -> false;
                    case TaskState.Deactivating deactivating -> false;
                    case TaskState.Stopping stopping -> false;
                    case TaskState.Deprovisioning deprovisioning -> false;
                    case TaskState.Stopped stopped -> false;
                };
    }
}
