package dev.kecs.ecs.service;

import dev.kecs.ecs.name.Ids;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.Deployment.Terms;
import java.time.Instant;
import java.time.InstantSource;

/// The one place where deployments are made: for CreateService, UpdateService and the circuit breaker's
/// rollback.
public record DeploymentFactory(Ids ids, InstantSource clock) {
    /// A deployment that begins now, on the terms that the service declares.
    public Deployment begin(ServiceSpec spec) {
        String id = ids.deployment();
        return begin(
                id,
                new Terms(spec.taskDefinition(), spec.declared(), spec.publicIp()),
                "ECS deployment " + id + " in progress.");
    }

    /// The earlier deployment under way again: it keeps its id, and so the tasks that it still has.
    public Deployment rollBackTo(Deployment earlier) {
        return new Deployment(
                earlier.id(),
                earlier.terms(),
                new Rollout.InProgress(
                        "ECS deployment circuit breaker: rolling back to deploymentId " + earlier.id() + "."),
                0,
                earlier.createdAt(),
                clock.instant());
    }

    private Deployment begin(String id, Terms terms, String reason) {
        Instant now = clock.instant();
        return new Deployment(id, terms, new Rollout.InProgress(reason), 0, now, now);
    }
}
