package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.front.Routes;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Services in front of ECS services: as last asked for, whoever takes them away or changes them meanwhile. Owned
/// by the cluster's thread.
final class ServiceFronts {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceFronts.class);
    private final Fronts fronts;
    private final PodCommands commands;
    private final Watch watch;
    private final Surroundings surroundings;
    private final boolean routed;
    private final Map<ServiceArn, ServiceExposure> wanted = new HashMap<>();
    private final Map<ServiceArn, List<PortBinding>> told = new HashMap<>();
    private final Set<ServiceArn> refusedOnce = new HashSet<>();
    private final Appointments<ServiceArn> appointments = new Appointments<>();

    /// @param routed whether a Traefik shall lead to them
    ServiceFronts(Fronts fronts, PodCommands commands, Watch watch, Surroundings surroundings, boolean routed) {
        this.fronts = fronts;
        this.commands = commands;
        this.watch = watch;
        this.surroundings = surroundings;
        this.routed = routed;
    }

    void expose(ServiceExposure exposure) {
        wanted.put(exposure.service(), exposure);
        look(exposure.service());
    }

    void unexpose(ServiceArn service) {
        wanted.remove(service);
        told.remove(service);
        refusedOnce.remove(service);
        look(service);
    }

    /// Something has happened to its front.
    void seen(ServiceArn service) {
        if (wanted.containsKey(service)) {
            look(service);
        }
    }

    void tick(Instant now) {
        appointments.takeDue(now).forEach(this::look);
    }

    Optional<Instant> next() {
        return appointments.next();
    }

    private void look(ServiceArn service) {
        Instant now = surroundings.clock().instant();
        try {
            ServiceExposure exposure = wanted.get(service);
            if (exposure == null || exposure.ports().isEmpty()) {
                remove(service);
                tell(service, List.of());
            } else {
                Service front = stand(exposure);
                if (routed) {
                    Routes.to(exposure, front).ifPresent(commands::route);
                }
                tell(service, bindings(exposure, front));
            }
            appointments.succeeded(service);
        } catch (KubernetesClientException failure) {
            LOG.warn("The address of service {} is tried again: {}", service.name(), failure.getMessage());
            appointments.later(service, now);
        }
    }

    private void remove(ServiceArn service) {
        String name = KubernetesNames.service(service);
        if (watch.service(name)
                .or(() -> commands.findService(name))
                .filter(found -> isOurs(found, service))
                .isPresent()) {
            commands.removeService(name);
        }
    }

    private boolean isOurs(Service found, ServiceArn service) {
        return surroundings.marks().areOn(found, service.cluster())
                && Marks.service(found).filter(service::equals).isPresent();
    }

    /// The front as it stands now, made or changed where it was not as wanted.
    private Service stand(ServiceExposure exposure) {
        String name = KubernetesNames.service(exposure.service());
        Optional<Service> found = commands.findService(name);
        if (found.isPresent() && !isOurs(found.get(), exposure.service())) {
            throw new KubernetesClientException("Service " + name + " in namespace " + commands.namespace()
                    + " was not made by KECS for it; delete or rename that one");
        }
        Map<String, Integer> ports = new HashMap<>();
        exposure.before().forEach(each -> ports.put(Fronts.key(each.containerPort(), each.protocol()), each.port()));
        found.map(Fronts::nodePorts).ifPresent(ports::putAll);
        Service desired = fronts.ofService(exposure, ports);
        if (found.isPresent()) {
            return Fronts.leadAlike(found.get(), desired) ? found.get() : freely(exposure, desired, commands::replace);
        }
        return freely(exposure, desired, commands::create);
    }

    /// With the same node ports as before, or with others where somebody else has taken them. A Service that has just
    /// gone gives its ports back a moment later, so the first refusal says nothing.
    private Service freely(ServiceExposure exposure, Service desired, UnaryOperator<Service> command) {
        try {
            Service made = command.apply(desired);
            refusedOnce.remove(exposure.service());
            return made;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != PodCommands.UNPROCESSABLE || refusedOnce.add(exposure.service())) {
                throw refused;
            }
            refusedOnce.remove(exposure.service());
            LOG.info("Service {} gets other node ports: {}", exposure.service().name(), refused.getMessage());
            return command.apply(fronts.ofService(exposure, Map.of()));
        }
    }

    private List<PortBinding> bindings(ServiceExposure exposure, Service front) {
        if (!exposure.publicIp()) {
            return List.of();
        }
        return watch.nodeAddress()
                .map(address -> Fronts.bindings(exposure.ports(), front, address))
                .orElseThrow(() -> new KubernetesClientException("no node is ready"));
    }

    private void tell(ServiceArn service, List<PortBinding> bindings) {
        if (wanted.containsKey(service) && !bindings.equals(told.put(service, bindings))) {
            surroundings.observer().exposed(service, bindings);
        }
    }
}
