package dev.kecs.api.taskdefinition;

import dev.kecs.api.action.Refusal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// From a registration request to the body that is kept: checks what the model cannot say, fills in ECS's defaults.
final class Registration {
    private Registration() {}

    static TaskDefinition body(RegisterTaskDefinitionRequest request) {
        boolean ownAddress = request.networkMode() == NetworkMode.AWSVPC;
        Optional<String> cpu = FargateSize.normalised(request.cpu(), "cpu");
        Optional<String> memory = FargateSize.normalised(request.memory(), "memory");
        new ContainerRules(request.containerDefinitions(), ownAddress, memory.isPresent()).check();
        if (request.requiresCompatibilities().contains(Compatibility.FARGATE)) {
            if (!ownAddress) {
                throw Refusal.client("Fargate only supports network mode ‘awsvpc’.");
            }
            FargateSize.check(cpu, memory);
        }
        List<Compatibility> compatibilities = ownAddress && FargateSize.fits(cpu, memory)
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
                .cpu(cpu.orElse(null))
                .memory(memory.orElse(null))
                .pidMode(request.pidMode())
                .ipcMode(request.ipcMode())
                .proxyConfiguration(request.proxyConfiguration())
                .ephemeralStorage(request.ephemeralStorage())
                .build();
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
