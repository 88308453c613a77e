package dev.kecs.api.service;

import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;

/// From a CreateService request to what the service declares: ECS's rules and defaults.
final class Declaration {
    private static final int WHOLE = 100;

    private Declaration() {}

    static ServiceSpec of(CreateServiceRequest request, TaskDefinition revision) {
        boolean daemon = request.schedulingStrategy() == SchedulingStrategy.DAEMON;
        check(request, revision, daemon);
        Service declared = Service.builder()
                .loadBalancers(request.loadBalancers())
                .serviceRegistries(request.serviceRegistries())
                .launchType(request.launchType() == null ? LaunchType.EC2 : request.launchType())
                .capacityProviderStrategy(request.capacityProviderStrategy())
                .platformVersion(request.platformVersion())
                .deploymentConfiguration(deployment(request.deploymentConfiguration(), daemon))
                .deploymentController(request.deploymentController())
                .placementConstraints(request.placementConstraints())
                .placementStrategy(request.placementStrategy())
                .networkConfiguration(request.networkConfiguration())
                .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
                .schedulingStrategy(daemon ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA)
                .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
                .propagateTags(request.propagateTags() == null ? PropagateTags.NONE : request.propagateTags())
                .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                .build();
        boolean publicIp = PublicIp.isWanted(Optional.ofNullable(request.networkConfiguration()), revision.tags());
        int desired = daemon ? 0 : Optional.ofNullable(request.desiredCount()).orElse(0);
        return new ServiceSpec(revision.arn(), desired, declared, publicIp, Optional.ofNullable(request.clientToken()));
    }

    private static void check(CreateServiceRequest request, TaskDefinition revision, boolean daemon) {
        if (request.desiredCount() != null && request.desiredCount() < 0) {
            throw Refusal.invalid("desiredCount must be 0 or more, and was " + request.desiredCount() + ".");
        }
        if (request.desiredCount() == null && !daemon) {
            throw Refusal.invalid("The desired count must be specified when the scheduling strategy is REPLICA.");
        }
        if (request.deploymentController() != null
                && request.deploymentController().type() != DeploymentControllerType.ECS) {
            throw Refusal.unsupported("The deployment controller "
                    + request.deploymentController().typeAsString() + " is not supported by KECS; use ECS.");
        }
        checkNetwork(request.networkConfiguration() != null, revision);
    }

    /// ECS's own phrases.
    static void checkNetwork(boolean given, TaskDefinition revision) {
        boolean ownAddress = revision.body().networkMode() == NetworkMode.AWSVPC;
        if (ownAddress && !given) {
            throw Refusal.invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (!ownAddress && given) {
            throw Refusal.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
    }

    static DeploymentConfiguration deployment(@Nullable DeploymentConfiguration given, boolean daemon) {
        DeploymentConfiguration wanted =
                given == null ? DeploymentConfiguration.builder().build() : given;
        return wanted.toBuilder()
                .maximumPercent(Optional.ofNullable(wanted.maximumPercent()).orElse(daemon ? WHOLE : 2 * WHOLE))
                .minimumHealthyPercent(
                        Optional.ofNullable(wanted.minimumHealthyPercent()).orElse(daemon ? 0 : WHOLE))
                .build();
    }
}
