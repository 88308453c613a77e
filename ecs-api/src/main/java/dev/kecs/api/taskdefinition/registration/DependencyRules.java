package dev.kecs.api.taskdefinition.registration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;

/// Containers may wait for one another, but not in a circle, and only for what can come.
record DependencyRules(List<ContainerDefinition> containers) {
    void check() {
        Map<String, ContainerDefinition> byName = new LinkedHashMap<>();
        containers.forEach(container -> byName.put(container.name(), container));
        for (int i = 0; i < containers.size(); i++) {
            List<ContainerDependency> dependencies = containers.get(i).dependsOn();
            for (int j = 0; j < dependencies.size(); j++) {
                Path path = Path.ofContainer(i).member("dependsOn").item(j);
                checkDependency(containers.get(i).name(), dependencies.get(j), byName, path);
            }
        }
        for (int i = 0; i < containers.size(); i++) {
            String name = containers.get(i).name();
            if (reaches(name, name, byName, new HashSet<>())) {
                throw Path.ofContainer(i)
                        .member("dependsOn")
                        .refused("Container '" + name + "' depends on itself, directly or by way of others.");
            }
        }
    }

    private static void checkDependency(
            String name, ContainerDependency dependency, Map<String, ContainerDefinition> byName, Path path) {
        ContainerDefinition other = byName.get(dependency.containerName());
        if (other == null) {
            throw path.member("containerName")
                    .refused("Container '" + name + "' depends on '" + dependency.containerName()
                            + "', which is not in the task definition.");
        }
        if (dependency.condition() == ContainerCondition.HEALTHY && other.healthCheck() == null) {
            throw path.member("condition")
                    .refused("Container '" + name + "' depends on '" + other.name()
                            + "' to be HEALTHY, which has no healthCheck.");
        }
        boolean ends = dependency.condition() == ContainerCondition.COMPLETE
                || dependency.condition() == ContainerCondition.SUCCESS;
        if (ends && !Boolean.FALSE.equals(other.essential())) {
            throw path.member("condition")
                    .refused("Container '" + name + "' waits for the end of '" + other.name()
                            + "', which is essential: its end would stop the task.");
        }
    }

    private static boolean reaches(
            String at, String wanted, Map<String, ContainerDefinition> byName, Set<String> visited) {
        ContainerDefinition container = byName.get(at);
        return container != null
                && container.dependsOn().stream()
                        .map(ContainerDependency::containerName)
                        .anyMatch(next ->
                                next.equals(wanted) || (visited.add(next) && reaches(next, wanted, byName, visited)));
    }
}
