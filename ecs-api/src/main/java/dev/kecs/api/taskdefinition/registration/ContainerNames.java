package dev.kecs.api.taskdefinition.registration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// The names of a task definition's containers, for members that refer to them.
record ContainerNames(Set<String> names) {
    static ContainerNames of(List<ContainerDefinition> containers) {
        return new ContainerNames(
                containers.stream().map(ContainerDefinition::name).collect(Collectors.toUnmodifiableSet()));
    }

    void require(@Nullable String name, String path) {
        if (name == null || !names.contains(name)) {
            throw Path.of(path).refused("There is no container '" + name + "' in the task definition.");
        }
    }
}
