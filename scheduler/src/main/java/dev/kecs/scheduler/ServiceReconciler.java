package dev.kecs.scheduler;

import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceCounts;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.ecs.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Moves one service a step on: starts and stops tasks within the deployment's limits, ends deployments,
/// writes events. Used by the scheduler's thread.
final class ServiceReconciler {
    static final String SCALING = "Scaling activity initiated by";

    private final DeploymentFactory deployments;
    private final ServiceTasks tasks;
    private final Ids ids;

    ServiceReconciler(Ids ids, InstantSource clock) {
        this.deployments = new DeploymentFactory(ids, clock);
        this.tasks = new ServiceTasks(new TaskFactory(ids, clock));
        this.ids = ids;
    }

    /// @return the tasks that it began; they are in the store and wait to be launched
    List<Task> reconcile(Step step, Service service) {
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
            Service.Progress ended = new Service.Progress(
                    List.of(), service.progress().events(), service.progress().steadySince());
            step.stores().services().put(service.with(ServiceStatus.INACTIVE).progressed(any -> ended));
            return List.of();
        }
        String by = service.progress().deployments().stream()
                .findFirst()
                .map(Deployment::id)
                .orElse("deletion");
        stop(step, by, alive.stream().filter(ServiceReconciler::wanted), events);
        events.appendTo(step.stores(), service);
        return List.of();
    }

    private List<Task> keep(Step step, Service service, List<Task> alive, ServiceEvents events) {
        if (service.progress().deployments().isEmpty()) {
            return List.of();
        }
        Deployment primary = service.progress().deployments().getFirst();
        Census census = Census.of(step.stores(), alive, primary);
        int desired = ServiceCounts.desired(service);
        if (primary.rollout() instanceof Rollout.InProgress
                && CircuitBreaker.of(service).isPresent()
                && CircuitBreaker.trips(primary, desired)) {
            fail(step, service, primary, events);
            return List.of();
        }
        RollingDeployment decision = RollingDeployment.decide(limits(service, desired), census.counts());
        stop(step, primary.id(), census.toStop(decision), events);
        List<Task> begun = mayStart(step, service, primary)
                ? tasks.begin(step.stores(), service, primary, startable(service, decision, alive))
                : List.of();
        events.started(begun);
        Service progressed = progress(step, service, census, desired, events);
        events.appendTo(step.stores(), progressed);
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

    private static boolean mayStart(Step step, Service service, Deployment primary) {
        if (primary.rollout() instanceof Rollout.Failed) {
            return false;
        }
        Duration pause = CircuitBreaker.pause(primary);
        Instant from = primary.updatedAt().plus(pause);
        if (pause.isZero() || !step.now().isBefore(from)) {
            return true;
        }
        step.lookAgain(service.arn(), from);
        return false;
    }

    private void fail(Step step, Service service, Deployment primary, ServiceEvents events) {
        Deployment failed = with(
                primary,
                new Rollout.Failed("ECS deployment circuit breaker: tasks failed to start."),
                primary.failedTasks(),
                step.now());
        List<Deployment> now = new ArrayList<>(service.progress().deployments());
        now.set(0, failed);
        boolean rollsBack = CircuitBreaker.of(service)
                .filter(breaker -> Boolean.TRUE.equals(breaker.rollback()))
                .isPresent();
        Optional<Deployment> earlier = now.stream()
                .filter(each -> each.rollout() instanceof Rollout.Completed)
                .findFirst();
        events.deploymentFailed(primary.id());
        Service after = service;
        if (rollsBack && earlier.isPresent()) {
            Deployment back = deployments.rollBackTo(earlier.get());
            now.addFirst(back);
            events.rollingBack(earlier.get().id());
            after = service.with(new ServiceSpec(
                    back.terms().taskDefinition(),
                    service.spec().desiredCount(),
                    service.spec().declared(),
                    back.terms().publicIp(),
                    service.spec().clientToken()));
        }
        Service progressed =
                after.progressed(progress -> new Service.Progress(now, progress.events(), progress.steadySince()));
        step.stores().services().put(progressed);
        events.appendTo(step.stores(), progressed);
    }

    /// Completes the deployment, notes the steady state, and forgives failures once tasks have proven
    /// themselves.
    private static Service progress(Step step, Service service, Census census, int desired, ServiceEvents events) {
        Deployment primary = service.progress().deployments().getFirst();
        List<Deployment> deployments = service.progress().deployments();
        boolean settled = census.counts().newHealthy() == desired && census.onlyPrimary();
        if (settled && primary.rollout() instanceof Rollout.InProgress) {
            deployments = List.of(with(
                    primary,
                    new Rollout.Completed("ECS deployment " + primary.id() + " completed."),
                    primary.failedTasks(),
                    step.now()));
            events.deploymentCompleted(primary.id());
        }
        if (settled && primary.failedTasks() > 0) {
            step.lookAgainIn(service.arn(), Failures.OF_USE_AFTER);
            if (census.allOfUse(step.now())) {
                List<Deployment> forgiven = new ArrayList<>(deployments);
                forgiven.set(0, Failures.failedTasks(deployments.getFirst(), 0, step.now()));
                deployments = forgiven;
            }
        }
        Optional<Instant> steadySince = service.progress().steadySince();
        if (settled && steadySince.isEmpty()) {
            steadySince = Optional.of(step.now());
            events.steady();
        } else if (!settled) {
            steadySince = Optional.empty();
        }
        Service.Progress next =
                new Service.Progress(deployments, service.progress().events(), steadySince);
        if (next.equals(service.progress())) {
            return service;
        }
        Service after = service.progressed(any -> next);
        step.stores().services().put(after);
        return after;
    }

    private static Deployment with(Deployment deployment, Rollout rollout, int failedTasks, Instant now) {
        return new Deployment(deployment.id(), deployment.terms(), rollout, failedTasks, deployment.createdAt(), now);
    }

    private static void stop(Step step, String deployment, Stream<Task> tasks, ServiceEvents events) {
        List<Task> stopped = tasks.map(task -> task.with(new TaskGoal.Stop(
                        step.now(),
                        TaskStopCode.SERVICE_SCHEDULER_INITIATED,
                        SCALING + " (deployment " + deployment + ")")))
                .toList();
        stopped.forEach(step.stores().tasks()::put);
        events.stopped(stopped);
    }

    static boolean wanted(Task task) {
        return task.goal() instanceof TaskGoal.Run;
    }

    /// Newest first, ties by ARN: the order in which surplus tasks are stopped.
    static final Comparator<Task> NEWEST_FIRST = Comparator.comparing(Task::createdAt)
            .reversed()
            .thenComparing(task -> task.arn().toString());
}
