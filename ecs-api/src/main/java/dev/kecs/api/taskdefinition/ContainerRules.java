package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/// What must hold between a task definition's containers; the model says nothing of it. Where ECS has a phrase
/// of its own, it is that.
///
/// @param ownAddress network mode awsvpc
/// @param taskHasMemory memory is given for the whole task
record ContainerRules(List<ContainerDefinition> containers, boolean ownAddress, boolean taskHasMemory) {
    void check() {
        if (containers.isEmpty()) {
            throw Refusal.client("Container list cannot be empty.");
        }
        Map<String, ContainerDefinition> byName = new HashMap<>();
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            ContainerDefinition container = containers.get(i);
            String path = "containerDefinitions[" + i + "]";
            checkName(container, path);
            if (byName.put(container.name(), container) != null) {
                throw Refusal.client(path + ".name: '" + container.name() + "' is there twice.");
            }
            checkMemory(container);
            checkHealth(container, path);
            container.portMappings().forEach(mapping -> checkPort(mapping, path, ports));
        }
        if (containers.stream().allMatch(container -> Boolean.FALSE.equals(container.essential()))) {
            throw Refusal.client("Invalid 'essential' setting: at least one container must be essential.");
        }
        containers.forEach(
                container -> container.dependsOn().forEach(each -> checkDependency(container, each, byName)));
        containers.forEach(container -> checkCycle(container.name(), container.name(), byName, new HashSet<>()));
    }

    private static void checkName(ContainerDefinition container, String path) {
        if (container.name() == null
                || container.name().isBlank()
                || container.image() == null
                || container.image().isBlank()) {
            throw Refusal.client("Container.name and Container.image should not be null or empty: " + path + ".");
        }
        if (!container.name().matches("[a-zA-Z0-9_-]{1,255}")) {
            throw Refusal.client(path + ".name: '" + container.name() + "' contains invalid characters.");
        }
    }

    private void checkMemory(ContainerDefinition container) {
        if (!taskHasMemory && container.memory() == null && container.memoryReservation() == null) {
            throw Refusal.client("Invalid setting for container '" + container.name()
                    + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        }
        if (container.memory() != null
                && container.memoryReservation() != null
                && container.memoryReservation() > container.memory()) {
            throw Refusal.client("Invalid setting for container '" + container.name()
                    + "'. The 'memory' value must be greater than the 'memoryReservation' value.");
        }
    }

    private static void checkHealth(ContainerDefinition container, String path) {
        if (container.healthCheck() == null) {
            return;
        }
        List<String> command = container.healthCheck().command();
        boolean shell = !command.isEmpty() && command.getFirst().equals("CMD-SHELL");
        boolean direct = !command.isEmpty() && command.getFirst().equals("CMD");
        if (command.size() < 2 || !(shell || direct)) {
            throw Refusal.client(path + ".healthCheck.command: begins with CMD or CMD-SHELL, and a command follows.");
        }
    }

    private void checkPort(PortMapping mapping, String path, Set<Integer> ports) {
        if (mapping.containerPort() == null) {
            throw Refusal.client(path + ".portMappings: containerPort is required.");
        }
        if (ownAddress
                && mapping.hostPort() != null
                && mapping.hostPort() != 0
                && !mapping.hostPort().equals(mapping.containerPort())) {
            throw Refusal.client(
                    "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
        }
        boolean udp = "udp".equals(mapping.protocolAsString());
        if (ownAddress && !ports.add(udp ? -mapping.containerPort() : mapping.containerPort())) {
            throw Refusal.client(path + ".portMappings: port " + mapping.containerPort()
                    + " is mapped twice; all containers of the task share one address.");
        }
    }

    private static void checkDependency(
            ContainerDefinition container, ContainerDependency dependency, Map<String, ContainerDefinition> byName) {
        ContainerDefinition other = byName.get(dependency.containerName());
        if (other == null) {
            throw Refusal.client("Container '" + container.name() + "' depends on '" + dependency.containerName()
                    + "', which is not in the task definition.");
        }
        if (dependency.condition() == ContainerCondition.HEALTHY && other.healthCheck() == null) {
            throw Refusal.client("Container '" + container.name() + "' depends on '" + other.name()
                    + "' to be HEALTHY, which has no healthCheck.");
        }
        boolean ends = dependency.condition() == ContainerCondition.COMPLETE
                || dependency.condition() == ContainerCondition.SUCCESS;
        if (ends && !Boolean.FALSE.equals(other.essential())) {
            throw Refusal.client("Container '" + container.name() + "' waits for the end of '" + other.name()
                    + "', which is essential: its end would stop the task.");
        }
    }

    private static void checkCycle(
            String from, String at, Map<String, ContainerDefinition> byName, Set<String> visited) {
        if (byName.get(at) == null || !visited.add(at)) {
            return;
        }
        for (ContainerDependency dependency : byName.get(at).dependsOn()) {
            if (dependency.containerName().equals(from)) {
                throw Refusal.client("Container '" + from + "' depends on itself, by way of '" + at + "'.");
            }
            checkCycle(from, dependency.containerName(), byName, visited);
        }
    }
}
