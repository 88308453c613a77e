package dev.kecs.scheduler.service;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.scheduler.step.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Gives every service that is not INACTIVE the address in front of its tasks that its declaration calls for, and keeps
/// with it where that was. What was asked is not remembered across restarts: the first look asks again. Used by the
/// scheduler's thread.
public final class Exposures {
    private final TaskEngine engine;
    /// What the engine was last asked for; empty for a service whose address was taken away.
    private final Map<ServiceArn, Optional<ServiceExposure>> asked = new HashMap<>();

    private final Map<ServiceArn, List<PortBinding>> heard = new HashMap<>();

    public Exposures(TaskEngine engine) {
        this.engine = engine;
    }

    /// The engine tells where a service is reached.
    public void heard(ServiceArn service, List<PortBinding> bindings) {
        heard.put(service, bindings);
    }

    /// @return the service as it is now in the store
    public Service reconcile(Step step, Service service) {
        Service after = takeIn(step, service);
        Optional<ServiceExposure> wanted =
                after.status() == ServiceStatus.INACTIVE ? Optional.empty() : wanted(step, after);
        boolean waits = after.status() != ServiceStatus.INACTIVE && wanted.isEmpty();
        if (!waits && !isAsked(after.arn(), wanted)) {
            step.afterwards(() -> {
                wanted.ifPresentOrElse(engine::expose, () -> engine.unexpose(after.arn()));
                asked.put(after.arn(), wanted);
            });
        }
        return after;
    }

    private Service takeIn(Step step, Service service) {
        List<PortBinding> bindings = heard.remove(service.arn());
        if (bindings == null
                || service.status() == ServiceStatus.INACTIVE
                || bindings.equals(service.progress().exposed())) {
            return service;
        }
        Service after = service.progressed(progress -> progress.withExposed(bindings));
        step.stores().services().put(after);
        return after;
    }

    /// Where it was reached before is a wish of the first time only: it follows from what is asked.
    private boolean isAsked(ServiceArn service, Optional<ServiceExposure> wanted) {
        return Optional.ofNullable(asked.get(service))
                .filter(last -> last.map(Exposures::withoutBefore).equals(wanted.map(Exposures::withoutBefore)))
                .isPresent();
    }

    private static ServiceExposure withoutBefore(ServiceExposure exposure) {
        return new ServiceExposure(exposure.service(), exposure.ports(), exposure.publicIp(), List.of());
    }

    /// Empty while its cluster or its task definition is not there.
    private static Optional<ServiceExposure> wanted(Step step, Service service) {
        boolean clusterStands = step.stores()
                .clusters()
                .find(service.arn().cluster())
                .filter(cluster -> cluster.status() == ClusterStatus.ACTIVE)
                .isPresent();
        return step.stores()
                .taskDefinitions()
                .find(service.spec().taskDefinition())
                .filter(revision -> clusterStands)
                .map(revision -> new ServiceExposure(
                        service.arn(),
                        revision.body().containerDefinitions().stream()
                                .flatMap(container -> ports(container).stream())
                                .distinct()
                                .toList(),
                        service.spec().publicIp(),
                        service.progress().exposed()));
    }

    private static List<ServiceExposure.Port> ports(ContainerDefinition container) {
        return container.portMappings().stream()
                .filter(mapping -> mapping.containerPort() != null)
                .map(mapping -> new ServiceExposure.Port(
                        container.name(),
                        mapping.containerPort(),
                        mapping.protocol() == TransportProtocol.UDP ? "udp" : "tcp"))
                .toList();
    }
}
