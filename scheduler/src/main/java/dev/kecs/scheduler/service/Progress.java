package dev.kecs.scheduler.service;

import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.scheduler.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a service's deployments go on and end. Used by the scheduler's thread.
///
/// | PRIMARY deployment | when                                     | becomes                                     |
/// |--------------------|------------------------------------------|---------------------------------------------|
/// | IN_PROGRESS        | all its tasks healthy, no other left     | COMPLETED; older ones are dropped           |
/// | IN_PROGRESS        | the circuit breaker trips                | FAILED                                      |
/// | FAILED             | it just did, and rollback is on          | ACTIVE; the last COMPLETED one is PRIMARY   |
record Progress(DeploymentFactory deployments) {
    /// Completes the deployment, notes the steady state, and forgives failures once a task has proven itself.
    ///
    /// @return the service as it is now in the store
    static Service advance(Step step, Service service, Census census, int desired, ServiceEvents events) {
        Deployment primary = service.progress().deployments().getFirst();
        boolean settled = census.settled(desired);
        List<Deployment> now = new ArrayList<>(service.progress().deployments());
        if (settled && primary.rollout() instanceof Rollout.InProgress) {
            now = List.of(completed(primary, step.now()));
            events.deploymentCompleted(primary.id());
        } else if (primary.failedTasks() > 0
                && CircuitBreaker.of(service).forgives()
                && census.provenSince(primary.updatedAt())) {
            now.set(0, Failures.failed(primary, 0, step.now()));
        }
        Optional<Instant> steadySince =
                settled ? Optional.of(service.progress().steadySince().orElse(step.now())) : Optional.empty();
        if (settled && service.progress().steadySince().isEmpty()) {
            events.steady();
        }
        Service.Progress next = service.progress().withDeployments(now).withSteadySince(steadySince);
        if (next.equals(service.progress())) {
            return service;
        }
        Service after = service.progressed(any -> next);
        step.stores().services().put(after);
        return after;
    }

    private static Deployment completed(Deployment deployment, Instant now) {
        return new Deployment(
                deployment.id(),
                deployment.terms(),
                new Rollout.Completed("ECS deployment " + deployment.id() + " completed."),
                0,
                deployment.createdAt(),
                now);
    }

    /// Ends the PRIMARY deployment as FAILED, and goes back to the last that was COMPLETED where that is
    /// wished: its tasks, as far as they still run, are kept.
    Service fail(Step step, Service service, ServiceEvents events) {
        Deployment primary = service.progress().deployments().getFirst();
        Deployment failed = new Deployment(
                primary.id(),
                primary.terms(),
                new Rollout.Failed("ECS deployment circuit breaker: tasks failed to start."),
                primary.failedTasks(),
                primary.createdAt(),
                step.now());
        List<Deployment> now = new ArrayList<>(service.progress().deployments());
        now.set(0, failed);
        events.deploymentFailed(primary.id());
        Optional<Deployment> earlier = now.stream()
                .filter(each -> CircuitBreaker.of(service).rollsBack() && each.rollout() instanceof Rollout.Completed)
                .findFirst();
        Service after = earlier.map(to -> rollBack(service, to, now, events)).orElse(service);
        Service progressed = after.progressed(progress -> progress.withDeployments(now));
        step.stores().services().put(progressed);
        return progressed;
    }

    private Service rollBack(Service service, Deployment earlier, List<Deployment> now, ServiceEvents events) {
        now.remove(earlier);
        now.addFirst(deployments.rollBackTo(earlier));
        events.rollingBack(earlier.id());
        Deployment.Terms terms = earlier.terms();
        var declared = service.spec().declared().toBuilder()
                .networkConfiguration(terms.declared().networkConfiguration())
                .launchType(terms.declared().launchType())
                .capacityProviderStrategy(terms.declared().capacityProviderStrategy())
                .platformVersion(terms.declared().platformVersion())
                .platformFamily(terms.declared().platformFamily())
                .loadBalancers(terms.declared().loadBalancers())
                .serviceRegistries(terms.declared().serviceRegistries())
                .build();
        return service.with(new ServiceSpec(
                terms.taskDefinition(),
                service.spec().desiredCount(),
                declared,
                terms.publicIp(),
                service.spec().clientToken()));
    }
}
