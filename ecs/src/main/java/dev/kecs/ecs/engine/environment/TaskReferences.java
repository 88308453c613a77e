package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.TaskLaunch;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;

/// What the containers of a task only refer to: it must be fetched before the task starts.
///
/// @param secrets in the task definition's order
/// @param files in the order in which they count; those of an override stand for all of the definition's (source: the
///     ECS developer guide, "Pass environment variables to a container")
public record TaskReferences(List<SecretReference> secrets, List<FileReference> files) {
    public TaskReferences {
        secrets = List.copyOf(secrets);
        files = List.copyOf(files);
    }

    /// @param variable what the value is called in the container's environment
    /// @param valueFrom as it was registered
    public record SecretReference(String container, String variable, String valueFrom) {}

    /// @param location as it was registered: an ARN of S3
    public record FileReference(String container, String location) {}

    public static TaskReferences of(TaskLaunch launch) {
        List<SecretReference> secrets = new ArrayList<>();
        List<FileReference> files = new ArrayList<>();
        for (ContainerDefinition container : launch.definition().containerDefinitions()) {
            container
                    .secrets()
                    .forEach(each -> secrets.add(new SecretReference(container.name(), each.name(), each.valueFrom())));
            files(launch, container).forEach(each -> files.add(new FileReference(container.name(), each.value())));
        }
        return new TaskReferences(secrets, files);
    }

    private static List<EnvironmentFile> files(TaskLaunch launch, ContainerDefinition container) {
        return launch.overrides().containerOverrides().stream()
                .filter(each -> container.name().equals(each.name()) && each.hasEnvironmentFiles())
                .findFirst()
                .map(ContainerOverride::environmentFiles)
                .orElse(container.environmentFiles());
    }

    public boolean isEmpty() {
        return secrets.isEmpty() && files.isEmpty();
    }
}
