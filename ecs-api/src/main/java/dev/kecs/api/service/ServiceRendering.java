package dev.kecs.api.service;

import dev.kecs.api.action.Launching;
import dev.kecs.api.action.WireTags;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceCounts;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;

/// A service as ECS shows it. Counts are derived here, from the service's own tasks only.
record ServiceRendering(Stores stores) {
    software.amazon.awssdk.services.ecs.model.Service render(Service service, boolean withTags) {
        List<Task> tasks = stores.tasks().ofService(service.arn());
        ServiceCounts counts = ServiceCounts.of(tasks);
        return service.spec().declared().toBuilder()
                .serviceArn(service.arn().toString())
                .serviceName(service.arn().name())
                .clusterArn(service.arn().cluster().toString())
                .status(service.status().name())
                .desiredCount(ServiceCounts.desired(service))
                .runningCount(counts.running())
                .pendingCount(counts.pending())
                .taskDefinition(service.spec().taskDefinition().toString())
                .networkConfiguration(
                        shown(service.spec().declared(), service.spec().publicIp()))
                .deployments(service.progress().deployments().stream()
                        .map(each -> render(each, service, tasks))
                        .toList())
                .events(service.progress().events().stream()
                        .map(event -> software.amazon.awssdk.services.ecs.model.ServiceEvent.builder()
                                .id(event.id())
                                .createdAt(event.at())
                                .message(event.message())
                                .build())
                        .toList())
                .createdAt(service.createdAt())
                .resourceManagementType(ResourceManagementType.CUSTOMER)
                .tags(withTags ? WireTags.write(service.tags()) : List.of())
                .build();
    }

    private static software.amazon.awssdk.services.ecs.model.Deployment render(
            Deployment deployment, Service service, List<Task> tasks) {
        ServiceCounts counts = ServiceCounts.of(deployment, tasks);
        boolean primary = deployment.equals(service.progress().deployments().getFirst());
        var declared = deployment.terms().declared();
        var shown = software.amazon.awssdk.services.ecs.model.Deployment.builder()
                .id(deployment.id())
                .status(primary ? "PRIMARY" : "ACTIVE")
                .taskDefinition(deployment.terms().taskDefinition().toString())
                .desiredCount(primary ? ServiceCounts.desired(service) : 0)
                .runningCount(counts.running())
                .pendingCount(counts.pending())
                .failedTasks(deployment.failedTasks())
                .createdAt(deployment.createdAt())
                .updatedAt(deployment.updatedAt())
                .launchType(declared.launchType())
                .capacityProviderStrategy(declared.capacityProviderStrategy())
                .platformVersion(Launching.exact(declared.platformVersion()))
                .platformFamily(declared.platformFamily())
                .networkConfiguration(shown(declared, deployment.terms().publicIp()));
        return switch (deployment.rollout()) {
            case Rollout.InProgress(String reason) ->
                shown.rolloutState(DeploymentRolloutState.IN_PROGRESS)
                        .rolloutStateReason(reason)
                        .build();
            case Rollout.Completed(String reason) ->
                shown.rolloutState(DeploymentRolloutState.COMPLETED)
                        .rolloutStateReason(reason)
                        .build();
            case Rollout.Failed(String reason) ->
                shown.rolloutState(DeploymentRolloutState.FAILED)
                        .rolloutStateReason(reason)
                        .build();
        };
    }

    /// An awsvpc configuration always shows whether it assigns public addresses.
    private static @Nullable NetworkConfiguration shown(
            software.amazon.awssdk.services.ecs.model.Service declared, boolean publicIp) {
        NetworkConfiguration network = declared.networkConfiguration();
        if (network == null || network.awsvpcConfiguration() == null) {
            return network;
        }
        AwsVpcConfiguration vpc = network.awsvpcConfiguration();
        return vpc.assignPublicIp() != null
                ? network
                : NetworkConfiguration.builder()
                        .awsvpcConfiguration(vpc.toBuilder()
                                .assignPublicIp(publicIp ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)
                                .build())
                        .build();
    }
}
