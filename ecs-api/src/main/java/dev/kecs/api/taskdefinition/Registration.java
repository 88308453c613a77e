package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// From a registration request to the body that is kept: checks what the model cannot say, fills in ECS's defaults.
final class Registration {
    private static final int HIGHEST_PORT = 65_535;

    private Registration() {}

    static TaskDefinition body(RegisterTaskDefinitionRequest request) {
        check(request.containerDefinitions());
        boolean ownAddress = request.networkMode() == NetworkMode.AWSVPC;
        List<Compatibility> compatibilities = ownAddress && request.cpu() != null && request.memory() != null
                ? List.of(Compatibility.EC2, Compatibility.FARGATE)
                : List.of(Compatibility.EC2);
        return TaskDefinition.builder()
                .family(request.family())
                .containerDefinitions(request.containerDefinitions().stream()
                        .map(container -> completed(container, ownAddress))
                        .toList())
                .taskRoleArn(request.taskRoleArn())
                .executionRoleArn(request.executionRoleArn())
                .networkMode(request.networkMode())
                .volumes(request.volumes())
                .placementConstraints(request.placementConstraints())
                .requiresCompatibilities(request.requiresCompatibilities())
                .compatibilities(compatibilities)
                .runtimePlatform(request.runtimePlatform())
                .cpu(request.cpu())
                .memory(request.memory())
                .pidMode(request.pidMode())
                .ipcMode(request.ipcMode())
                .proxyConfiguration(request.proxyConfiguration())
                .ephemeralStorage(request.ephemeralStorage())
                .build();
    }

    private static void check(List<ContainerDefinition> containers) {
        if (containers.isEmpty()) {
            throw Refusal.client("Container list cannot be empty.");
        }
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : containers) {
            if (container.name() == null || container.name().isBlank() || container.image() == null) {
                throw Refusal.client("Container.name and Container.image should not be null or empty.");
            }
            if (!container.name().matches("[a-zA-Z0-9_-]{1,255}")) {
                throw Refusal.client("Container name '" + container.name() + "' contains invalid characters.");
            }
            if (!names.add(container.name())) {
                throw Refusal.client("Container names must be unique: '" + container.name() + "' is there twice.");
            }
            container.portMappings().forEach(mapping -> checkPort(container, mapping));
        }
        if (containers.stream().allMatch(container -> Boolean.FALSE.equals(container.essential()))) {
            throw Refusal.client("A task definition must have at least one essential container.");
        }
        for (ContainerDefinition container : containers) {
            container.dependsOn().stream()
                    .filter(dependency -> !names.contains(dependency.containerName()))
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw Refusal.client("Container '" + container.name() + "' depends on '"
                                + unknown.containerName() + "', which is not in the task definition.");
                    });
        }
    }

    private static void checkPort(ContainerDefinition container, PortMapping mapping) {
        Integer port = mapping.containerPort();
        if (port == null || port < 1 || port > HIGHEST_PORT) {
            throw Refusal.client("Container '" + container.name() + "': containerPort must be between 1 and 65535.");
        }
    }

    private static ContainerDefinition completed(ContainerDefinition container, boolean ownAddress) {
        return container.toBuilder()
                .essential(!Boolean.FALSE.equals(container.essential()))
                .cpu(container.cpu() == null ? 0 : container.cpu())
                .portMappings(container.portMappings().stream()
                        .map(mapping -> completed(mapping, ownAddress))
                        .toList())
                .environment(container.environment())
                .mountPoints(container.mountPoints())
                .volumesFrom(container.volumesFrom())
                .systemControls(container.systemControls())
                .build();
    }

    private static PortMapping completed(PortMapping mapping, boolean ownAddress) {
        Integer hostPort = mapping.hostPort() != null ? mapping.hostPort() : ownAddress ? mapping.containerPort() : 0;
        return mapping.toBuilder()
                .hostPort(hostPort)
                .protocol(mapping.protocol() == null ? TransportProtocol.TCP : mapping.protocol())
                .build();
    }
}
