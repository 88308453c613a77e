package dev.kecs.scheduler.service;

import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceCounts;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.scheduler.step.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Moves one service a step on: starts and stops tasks within the deployment's limits, ends deployments,
/// writes events. Used by the scheduler's thread.
public final class ServiceReconciler {
    /// ECS's `stoppedReason` of a task that is replaced because of its health.
    static final String FAILED_HEALTH_CHECKS = "Task failed container health checks";

    private static final String SCALING = "Scaling activity initiated by";

    private final Progress progress;
    private final ServiceTasks tasks;
    private final Ids ids;

    public ServiceReconciler(Ids ids, InstantSource clock) {
        this.progress = new Progress(new DeploymentFactory(ids, clock));
        this.tasks = new ServiceTasks(new TaskFactory(ids, clock));
        this.ids = ids;
    }

    /// @return the tasks that it began; they are in the store and wait to be launched
    public List<Task> reconcile(Step step, Service service) {
        List<Task> alive = step.stores().tasks().ofService(service.arn()).stream()
                .filter(task -> !(task.observed().state() instanceof TaskState.Stopped))
                .toList();
        ServiceEvents events = new ServiceEvents(service.arn().name(), ids, step.now());
        return switch (service.status()) {
            case INACTIVE -> List.of();
            case DRAINING -> drain(step, service, alive, events);
            case ACTIVE -> keep(step, service, alive, events);
        };
    }

    private static List<Task> drain(Step step, Service service, List<Task> alive, ServiceEvents events) {
        if (alive.isEmpty()) {
            step.stores()
                    .services()
                    .put(service.with(ServiceStatus.INACTIVE)
                            .progressed(progress ->
                                    progress.withDeployments(List.of()).withExposed(List.of())));
            return List.of();
        }
        String by = service.progress().deployments().stream()
                .findFirst()
                .map(Deployment::id)
                .orElse("deletion");
        stop(
                step,
                alive.stream()
                        .filter(task -> task.goal() instanceof TaskGoal.Run)
                        .toList(),
                scaling(by),
                events);
        events.appendTo(step.stores(), service);
        return List.of();
    }

    private List<Task> keep(Step step, Service service, List<Task> alive, ServiceEvents events) {
        if (service.progress().deployments().isEmpty()) {
            return List.of();
        }
        Deployment primary = service.progress().deployments().getFirst();
        int desired = ServiceCounts.desired(service);
        if (CircuitBreaker.of(service).trips(primary, desired)) {
            // What the failed deployment, or the one rolled back to, calls for is the next step's business.
            events.appendTo(step.stores(), progress.fail(step, service, events));
            return List.of();
        }
        Census census = Census.of(step, service, alive, primary);
        RollingDeployment decision = RollingDeployment.decide(
                limits(service, desired), census.counts(), mayStart(step, service, primary, desired, events));
        List<Task> begun = tasks.begin(step.stores(), service, primary, startable(service, decision, alive));
        events.started(begun);
        List<Task> sick = census.sickToStop(decision);
        events.failedHealthChecks(sick);
        stop(step, sick, FAILED_HEALTH_CHECKS, events);
        stop(step, census.toStop(decision), scaling(primary.id()), events);
        events.appendTo(step.stores(), Progress.advance(step, service, census, desired, events));
        return begun;
    }

    /// A DAEMON task starts when its predecessor has ended: both would want the same machine's ports.
    private static int startable(Service service, RollingDeployment decision, List<Task> alive) {
        return ServiceCounts.isDaemon(service) && !alive.isEmpty() ? 0 : decision.start();
    }

    private static RollingDeployment.Limits limits(Service service, int desired) {
        boolean daemon = ServiceCounts.isDaemon(service);
        Optional<DeploymentConfiguration> configuration =
                Optional.ofNullable(service.spec().declared().deploymentConfiguration());
        int minimum = configuration
                .map(DeploymentConfiguration::minimumHealthyPercent)
                .orElse(daemon ? 0 : 100);
        int maximum = configuration.map(DeploymentConfiguration::maximumPercent).orElse(daemon ? 100 : 200);
        return RollingDeployment.Limits.of(desired, minimum, maximum);
    }

    private static boolean mayStart(Step step, Service service, Deployment primary, int desired, ServiceEvents events) {
        if (primary.rollout() instanceof Rollout.Failed) {
            return false;
        }
        Instant from = Throttle.opensAt(primary, desired);
        if (!step.now().isBefore(from)) {
            return true;
        }
        events.startsAreThrottled(service, primary.updatedAt());
        step.lookAgain(service.arn(), from);
        return false;
    }

    private static String scaling(String deployment) {
        return SCALING + " (deployment " + deployment + ")";
    }

    private static void stop(Step step, List<Task> tasks, String reason, ServiceEvents events) {
        List<Task> stopped = tasks.stream()
                .map(task -> task.with(new TaskGoal.Stop(step.now(), TaskStopCode.SERVICE_SCHEDULER_INITIATED, reason)))
                .toList();
        stopped.forEach(step.stores().tasks()::put);
        events.stopped(stopped);
    }
}
