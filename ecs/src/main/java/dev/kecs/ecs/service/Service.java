package dev.kecs.ecs.service;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.tag.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A service as the store keeps it: what is wanted (`spec`) and how far it is (`progress`). Running and
/// pending counts are derived from tasks.
public record Service(
        ServiceArn arn, ServiceSpec spec, ServiceStatus status, Progress progress, Tags tags, Instant createdAt) {

    /// What the scheduler has done so far.
    ///
    /// @param deployments newest first: the PRIMARY one, then those it replaces
    /// @param events newest first, at most 100 (ECS shows as many)
    public record Progress(List<Deployment> deployments, List<ServiceEvent> events, Optional<Instant> steadySince) {
        public static final int MAXIMUM_EVENTS = 100;

        public Progress {
            deployments = List.copyOf(deployments);
            events = List.copyOf(events.subList(0, Math.min(events.size(), MAXIMUM_EVENTS)));
        }
    }

    public Service with(ServiceSpec newSpec) {
        return new Service(arn, newSpec, status, progress, tags, createdAt);
    }

    public Service with(ServiceStatus newStatus) {
        return new Service(arn, spec, newStatus, progress, tags, createdAt);
    }

    public Service with(Tags newTags) {
        return new Service(arn, spec, status, progress, newTags, createdAt);
    }

    public Service progressed(UnaryOperator<Progress> change) {
        return new Service(arn, spec, status, change.apply(progress), tags, createdAt);
    }
}
