package dev.kecs.ecs.engine.environment;

import dev.kecs.ecs.engine.TaskLaunch;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Which value of a variable wins, from the last to the first: environment files, the container definition's
/// `environment`, that of the override, secrets. Pure; every engine asks it. What an image brings is below all of them.
///
/// Source: the ECS developer guide, "Pass environment variables to a container", and for secrets the order in which
/// amazon-ecs-agent merges.
public final class ContainerEnvironment {
    private ContainerEnvironment() {}

    public static Map<String, String> of(TaskLaunch launch, ContainerDefinition container, FetchedValues fetched) {
        Map<String, String> environment = new HashMap<>(fetched.files().getOrDefault(container.name(), Map.of()));
        container.environment().forEach(pair -> environment.put(pair.name(), pair.value()));
        launch.overrides().containerOverrides().stream()
                .filter(each -> container.name().equals(each.name()))
                .limit(1)
                .flatMap(each -> each.environment().stream())
                .forEach(pair -> environment.put(pair.name(), pair.value()));
        environment.putAll(fetched.secrets().getOrDefault(container.name(), Map.of()));
        return environment;
    }
}
