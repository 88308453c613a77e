package dev.kecs.ecs.command;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceCounts;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.tag.Tags;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Commands on services. They declare; the scheduler acts. Stateless; called from many threads.
public record Services(Stores stores, DeploymentFactory deployments, InstantSource clock) {
    /// A name can be used again once its service is INACTIVE. ECS's own phrases.
    public Service create(ServiceArn arn, ServiceSpec spec, Tags tags) {
        return stores.atomically(() -> {
            Clusters.refuseWhereGoing(stores, arn.cluster());
            boolean exists = stores.services()
                    .find(arn)
                    .filter(found -> found.status() != ServiceStatus.INACTIVE)
                    .isPresent();
            if (exists) {
                throw new EcsException(new EcsFailure.InvalidParameter("Creation of service was not idempotent."));
            }
            Service.Progress begun = Service.Progress.begun(deployments.begin(spec));
            Service service = new Service(arn, spec, ServiceStatus.ACTIVE, begun, tags, clock.instant());
            stores.services().put(service);
            return service;
        });
    }

    /// Declares what `change` makes of the present declaration, in one step; begins a deployment when tasks have
    /// to be replaced for it.
    ///
    /// @param force begin one in any case
    public Service update(ServiceArn arn, UnaryOperator<ServiceSpec> change, boolean force) {
        return stores.atomically(() -> {
            Service service = requireActive(arn);
            ServiceSpec spec = change.apply(service.spec());
            boolean newDeployment = force || !spec.startsSameTasksAs(service.spec());
            List<Deployment> now = new ArrayList<>(service.progress().deployments());
            if (newDeployment) {
                now.addFirst(deployments.begin(spec));
            }
            Service updated = service.with(spec)
                    .progressed(progress -> progress.withDeployments(now)
                            .withSteadySince(newDeployment ? Optional.empty() : progress.steadySince()));
            stores.services().put(updated);
            return updated;
        });
    }

    /// Makes it DRAINING with a desired count of 0; one that is DRAINING already is answered unchanged. ECS's own
    /// phrases.
    public Service delete(ServiceArn arn, boolean force) {
        return stores.atomically(() -> {
            Service service = stores.services()
                    .find(arn)
                    .filter(found -> found.status() != ServiceStatus.INACTIVE)
                    .orElseThrow(() -> new EcsException(new EcsFailure.ServiceNotFound()));
            if (service.status() == ServiceStatus.DRAINING) {
                return service;
            }
            if (!force && !ServiceCounts.isDaemon(service)) {
                requireAtRest(service);
            }
            Service draining = service.with(service.spec().withDesiredCount(0)).with(ServiceStatus.DRAINING);
            stores.services().put(draining);
            return draining;
        });
    }

    private static void requireAtRest(Service service) {
        if (service.spec().desiredCount() > 0) {
            throw new EcsException(
                    new EcsFailure.InvalidParameter("The service cannot be stopped while it is scaled above 0."));
        }
        if (service.progress().deployments().size() > 1) {
            throw new EcsException(
                    new EcsFailure.InvalidParameter("The service cannot be stopped while deployments are active."));
        }
    }

    private Service requireActive(ServiceArn arn) {
        Service service =
                stores.services().find(arn).orElseThrow(() -> new EcsException(new EcsFailure.ServiceNotFound()));
        if (service.status() != ServiceStatus.ACTIVE) {
            throw new EcsException(new EcsFailure.ServiceNotActive());
        }
        return service;
    }
}
