package dev.kecs.api.taskdefinition.registration;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// All rules for one registration request.
///
/// @param cpu of the whole task, in units
/// @param memory of the whole task, in MiB
record RegistrationRules(RegisterTaskDefinitionRequest request, Optional<String> cpu, Optional<String> memory) {
    private static final int SMALLEST_CPU = 128;
    private static final int LARGEST_CPU = 196_608;

    void check() {
        List<ContainerDefinition> containers = request.containerDefinitions();
        new ContainerRules(containers, memory).check();
        new PortRules(containers, mode()).check();
        new DependencyRules(containers).check();
        new VolumeRules(request.volumes(), containers).check();
        if (request.proxyConfiguration() != null) {
            ContainerNames.of(containers)
                    .require(request.proxyConfiguration().containerName(), "proxyConfiguration.containerName");
        }
        checkTotals(containers);
        if (isForFargate()) {
            new FargateRules(containers, mode(), cpu, memory).check();
        } else {
            checkCpu();
        }
    }

    /// The default is `bridge` (source: the ECS API reference, `RegisterTaskDefinition`).
    NetworkMode mode() {
        return Optional.ofNullable(request.networkMode()).orElse(NetworkMode.BRIDGE);
    }

    private boolean isForFargate() {
        return request.requiresCompatibilities().contains(Compatibility.FARGATE);
    }

    private void checkCpu() {
        cpu.map(Integer::parseInt)
                .filter(units -> units < SMALLEST_CPU || units > LARGEST_CPU)
                .ifPresent(units -> {
                    throw Path.of("cpu")
                            .refused("Invalid 'cpu' setting for task: " + units + " is not between " + SMALLEST_CPU
                                    + " and " + LARGEST_CPU + " CPU units.");
                });
    }

    private void checkTotals(List<ContainerDefinition> containers) {
        long units = containers.stream()
                .mapToLong(each -> each.cpu() == null ? 0 : each.cpu())
                .sum();
        cpu.map(Integer::parseInt).filter(task -> units > task).ifPresent(task -> {
            throw Path.of("cpu")
                    .refused("Invalid 'cpu' setting for task: its containers reserve " + units
                            + " CPU units, and it has " + task + ".");
        });
        long mebibytes =
                containers.stream().mapToLong(RegistrationRules::reserved).sum();
        memory.map(Integer::parseInt).filter(task -> mebibytes > task).ifPresent(task -> {
            throw Path.of("memory")
                    .refused("Invalid 'memory' setting for task: its containers reserve " + mebibytes
                            + " MiB, and it has " + task + ".");
        });
    }

    private static long reserved(ContainerDefinition container) {
        return Optional.ofNullable(container.memoryReservation())
                .or(() -> Optional.ofNullable(container.memory()))
                .orElse(0);
    }
}
