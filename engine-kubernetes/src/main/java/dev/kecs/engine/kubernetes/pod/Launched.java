package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.FetchedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/// A launch with its overrides applied.
///
/// @param fetched what its containers refer to
/// @param cpu the task's, in ECS's units or with the suffix `vCPU`
/// @param memory the task's, in MiB or with the suffix `GB`
record Launched(
        TaskLaunch launch,
        FetchedValues fetched,
        List<ContainerDefinition> containers,
        Optional<String> cpu,
        Optional<String> memory) {
    static Launched of(TaskLaunch launch, FetchedValues fetched) {
        List<ContainerDefinition> containers = launch.definition().containerDefinitions().stream()
                .map(container -> launch.overrides().containerOverrides().stream()
                        .filter(each -> container.name().equals(each.name()))
                        .findFirst()
                        .map(override -> overridden(container, override))
                        .orElse(container))
                .toList();
        return new Launched(
                launch,
                fetched,
                containers,
                Optional.ofNullable(launch.overrides().cpu())
                        .or(() -> Optional.ofNullable(launch.definition().cpu())),
                Optional.ofNullable(launch.overrides().memory())
                        .or(() -> Optional.ofNullable(launch.definition().memory())));
    }

    private static ContainerDefinition overridden(ContainerDefinition container, ContainerOverride override) {
        ContainerDefinition.Builder merged = container.toBuilder();
        if (override.hasCommand()) {
            merged.command(override.command());
        }
        if (override.hasEnvironment()) {
            Map<String, String> environment = new LinkedHashMap<>();
            container.environment().forEach(pair -> environment.put(pair.name(), pair.value()));
            override.environment().forEach(pair -> environment.put(pair.name(), pair.value()));
            List<KeyValuePair> pairs = new ArrayList<>();
            environment.forEach((name, value) ->
                    pairs.add(KeyValuePair.builder().name(name).value(value).build()));
            merged.environment(pairs);
        }
        if (override.hasEnvironmentFiles()) {
            merged.environmentFiles(override.environmentFiles());
        }
        Optional.ofNullable(override.cpu()).ifPresent(merged::cpu);
        Optional.ofNullable(override.memory()).ifPresent(merged::memory);
        Optional.ofNullable(override.memoryReservation()).ifPresent(merged::memoryReservation);
        return merged.build();
    }
}
