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

    /// A deployment that begins now, on the terms of an earlier one.
    public Deployment rollBackTo(Deployment earlier) {
        return begin(
                ids.deployment(),
                earlier.terms(),
                "ECS deployment circuit breaker: rolling back to deploymentId " + earlier.id() + ".");
    }

    private Deployment begin(String id, Terms terms, String reason) {
        Instant now = clock.instant();
        return new Deployment(id, terms, new Rollout.InProgress(reason), 0, now, now);
    }
}
