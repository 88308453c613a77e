package dev.kecs.ecs.service;

import dev.kecs.ecs.engine.PortBinding;
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
    /// @param exposed where it was last reached from this host, whichever task answers; may be empty
    public record Progress(
            List<Deployment> deployments,
            List<ServiceEvent> events,
            Optional<Instant> steadySince,
            List<PortBinding> exposed) {
        public static final int MAXIMUM_EVENTS = 100;

        public Progress {
            deployments = List.copyOf(deployments);
            events = List.copyOf(events.subList(0, Math.min(events.size(), MAXIMUM_EVENTS)));
            exposed = List.copyOf(exposed);
        }

        /// Of a service that has just been declared.
        public static Progress begun(Deployment deployment) {
            return new Progress(List.of(deployment), List.of(), Optional.empty(), List.of());
        }

        public Progress withDeployments(List<Deployment> newDeployments) {
            return new Progress(newDeployments, events, steadySince, exposed);
        }

        public Progress withEvents(List<ServiceEvent> newEvents) {
            return new Progress(deployments, newEvents, steadySince, exposed);
        }

        public Progress withSteadySince(Optional<Instant> newSteadySince) {
            return new Progress(deployments, events, newSteadySince, exposed);
        }

        public Progress withExposed(List<PortBinding> newExposed) {
            return new Progress(deployments, events, steadySince, newExposed);
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
