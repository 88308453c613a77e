package dev.kecs.api.taskdefinition.registration;

import dev.kecs.api.action.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// Port mappings and what else depends on the network mode. In `awsvpc` and `host` all containers of a task
/// share one address.
record PortRules(List<ContainerDefinition> containers, NetworkMode mode) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,63}");

    void check() {
        ContainerNames names = ContainerNames.of(containers);
        Set<String> taken = new HashSet<>();
        Set<String> portNames = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            ContainerDefinition container = containers.get(i);
            Path path = Path.ofContainer(i);
            for (int j = 0; j < container.portMappings().size(); j++) {
                PortMapping mapping = container.portMappings().get(j);
                Path at = path.member("portMappings").item(j);
                checkPorts(mapping, at);
                checkTaken(mapping, at, taken);
                checkName(mapping, at.member("name"), portNames);
            }
            checkOfOwnAddress(container, path);
            for (int j = 0; j < container.links().size(); j++) {
                names.require(
                        container.links().get(j).split(":", 2)[0],
                        path.member("links").item(j).text());
            }
        }
    }

    private void checkPorts(PortMapping mapping, Path path) {
        if (mapping.containerPortRange() != null) {
            throw Refusal.unsupported(path.member("containerPortRange").text()
                    + ": Ranges of ports are not supported by KECS; map each port.");
        }
        if (mapping.containerPort() == null) {
            throw path.member("containerPort").refused("A port mapping must have a container port.");
        }
        boolean same = mapping.hostPort() == null
                || mapping.hostPort() == 0
                || mapping.hostPort().equals(mapping.containerPort());
        if (mode == NetworkMode.AWSVPC && !same) {
            throw path.member("hostPort")
                    .refused(
                            "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
        }
        if (mode == NetworkMode.HOST && !same) {
            throw path.member("hostPort")
                    .refused("When networkMode=host, the host ports and container ports in port mappings must match.");
        }
    }

    private void checkTaken(PortMapping mapping, Path path, Set<String> taken) {
        boolean shared = mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST;
        int port = shared ? mapping.containerPort() : mapping.hostPort() == null ? 0 : mapping.hostPort();
        String protocol = mapping.protocol() == TransportProtocol.UDP ? "udp" : "tcp";
        if (port != 0 && !taken.add(port + "/" + protocol)) {
            throw path.refused("Port " + port + "/" + protocol + " is mapped twice in one task.");
        }
    }

    private static void checkName(PortMapping mapping, Path path, Set<String> portNames) {
        if (mapping.name() == null) {
            return;
        }
        if (!NAME.matcher(mapping.name()).matches()) {
            throw path.refused("'" + mapping.name() + "' must have at most 64 lowercase letters, numbers, underscores"
                    + " and hyphens, and not begin with a hyphen.");
        }
        if (!portNames.add(mapping.name())) {
            throw path.refused("'" + mapping.name() + "' names two ports of the task.");
        }
    }

    private void checkOfOwnAddress(ContainerDefinition container, Path path) {
        if (mode != NetworkMode.AWSVPC) {
            return;
        }
        if (!container.links().isEmpty()) {
            throw path.member("links").refused("Links are not supported when networkMode=awsvpc.");
        }
        if (container.hostname() != null) {
            throw path.member("hostname").refused("A hostname is not supported when networkMode=awsvpc.");
        }
    }
}
