package dev.kecs.engine.process;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.PortProtocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Where one task's ports are. A task in `awsvpc` mode has a loopback address of its own where the system
/// allows that; a container port that cannot be bound there (below the unprivileged limit, or taken by
/// somebody who listens on every address) becomes a leased one. Used once, by one thread.
final class TaskPorts {
    private static final String SHARED = "127.0.0.1";
    private static final String PROBE = "127.64.0.1";

    /// A container port as it is mapped.
    private record Port(int number, PortProtocol protocol) {
        static Port of(PortMapping mapping) {
            boolean udp = mapping.protocol() == TransportProtocol.UDP;
            return new Port(mapping.containerPort(), udp ? PortProtocol.UDP : PortProtocol.TCP);
        }

        boolean canBind(String address) {
            return protocol.canBind(address, number);
        }

        String word() {
            return protocol == PortProtocol.UDP ? "udp" : "tcp";
        }
    }

    private final AddressLeases leases;
    private final Images images;
    private final List<PortBinding> bindings = new ArrayList<>();
    private Optional<String> own = Optional.empty();

    TaskPorts(AddressLeases leases, Images images) {
        this.leases = leases;
        this.images = images;
    }

    TaskPorts lease(TaskDefinition definition, Path owner) {
        boolean ownAddress = definition.networkMode() == NetworkMode.AWSVPC && PortProtocol.TCP.canBind(PROBE, 0);
        List<Port> bindable = new ArrayList<>();
        for (ContainerDefinition container : definition.containerDefinitions()) {
            for (PortMapping mapping : container.portMappings()) {
                Port port = Port.of(mapping);
                if (!bindsAny(container) && port.canBind(PROBE)) {
                    bindable.add(port);
                }
            }
        }
        if (ownAddress) {
            own = Optional.of(
                    leases.leaseAddress(owner, address -> bindable.stream().allMatch(port -> port.canBind(address))));
        }
        for (ContainerDefinition container : definition.containerDefinitions()) {
            for (PortMapping mapping : container.portMappings()) {
                bindings.add(binding(container, mapping, bindable, owner));
            }
        }
        return this;
    }

    private PortBinding binding(ContainerDefinition container, PortMapping mapping, List<Port> bindable, Path owner) {
        Port wanted = Port.of(mapping);
        boolean hasHostPort = mapping.hostPort() != null && mapping.hostPort() > 0;
        int port;
        if (own.isPresent() && bindable.contains(wanted)) {
            port = wanted.number();
        } else if (own.isEmpty() && hasHostPort && wanted.protocol().canBind(SHARED, mapping.hostPort())) {
            port = mapping.hostPort();
        } else {
            port = leases.leasePort(
                    owner, bindsAny(container) ? AddressLeases.EVERY_ADDRESS : address(), wanted.protocol());
        }
        return new PortBinding(container.name(), wanted.number(), wanted.word(), address(), port);
    }

    private boolean bindsAny(ContainerDefinition container) {
        return images.find(container.image())
                .filter(rule -> rule.bind() == ImageRule.Bind.ANY)
                .isPresent();
    }

    /// The leased address; empty when the task shares 127.0.0.1.
    Optional<String> own() {
        return own;
    }

    String address() {
        return own.orElse(SHARED);
    }

    List<PortBinding> bindings() {
        return bindings;
    }
}
