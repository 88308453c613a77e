package dev.kecs.api.taskdefinition.registration;

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
public final class Registration {
    private Registration() {}

    /// @throws dev.kecs.ecs.failure.EcsException naming the first member that ECS would refuse
    public static TaskDefinition body(RegisterTaskDefinitionRequest request) {
        Optional<String> cpu = FargateSize.normalised(request.cpu(), "cpu");
        Optional<String> memory = FargateSize.normalised(request.memory(), "memory");
        RegistrationRules rules = new RegistrationRules(request, cpu, memory);
        rules.check();
        boolean ownAddress = rules.mode() == NetworkMode.AWSVPC;
        boolean sharedAddress = ownAddress || rules.mode() == NetworkMode.HOST;
        List<Compatibility> compatibilities = ownAddress && FargateSize.fits(cpu, memory)
                ? List.of(Compatibility.EC2, Compatibility.FARGATE)
                : List.of(Compatibility.EC2);
        return TaskDefinition.builder()
                .family(request.family())
                .containerDefinitions(request.containerDefinitions().stream()
                        .map(container -> completed(container, sharedAddress))
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
                .enableFaultInjection(request.enableFaultInjection())
                .build();
    }

    private static ContainerDefinition completed(ContainerDefinition container, boolean sharedAddress) {
        return container.toBuilder()
                .essential(!Boolean.FALSE.equals(container.essential()))
                .cpu(container.cpu() == null ? 0 : container.cpu())
                .portMappings(container.portMappings().stream()
                        .map(mapping -> completed(mapping, sharedAddress))
                        .toList())
                .environment(container.environment())
                .mountPoints(container.mountPoints())
                .volumesFrom(container.volumesFrom())
                .systemControls(container.systemControls())
                .build();
    }

    private static PortMapping completed(PortMapping mapping, boolean sharedAddress) {
        Integer dynamic = mapping.hostPort() == null ? 0 : mapping.hostPort();
        Integer hostPort = sharedAddress ? mapping.containerPort() : dynamic;
        return mapping.toBuilder()
                .hostPort(hostPort)
                .protocol(mapping.protocol() == null ? TransportProtocol.TCP : mapping.protocol())
                .build();
    }
}
