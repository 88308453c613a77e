package dev.kecs.api.service;

import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/// Whether a service's load balancers point at container ports that its tasks have.
final class Targets {
    private Targets() {}

    /// ECS's own phrases.
    static void check(List<LoadBalancer> balancers, TaskDefinition revision) {
        for (LoadBalancer balancer : balancers) {
            if (balancer.containerName() != null) {
                check(balancer, revision);
            }
        }
    }

    private static void check(LoadBalancer balancer, TaskDefinition revision) {
        String name = balancer.containerName();
        ContainerDefinition container = revision.body().containerDefinitions().stream()
                .filter(each -> name.equals(each.name()))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("The container " + name + " does not exist in the task definition."));
        boolean mapped = balancer.containerPort() == null
                || container.portMappings().stream()
                        .anyMatch(mapping -> Objects.equals(mapping.containerPort(), balancer.containerPort()));
        if (!mapped) {
            throw Refusal.invalid("The container " + name + " did not have a container port " + balancer.containerPort()
                    + " defined.");
        }
    }
}
