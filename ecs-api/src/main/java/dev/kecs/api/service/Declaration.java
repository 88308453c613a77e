package dev.kecs.api.service;

import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Launching;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.taskdefinition.PublicIp;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;

/// From a CreateService request to what the service declares: ECS's rules and defaults.
final class Declaration {
    private static final int WHOLE = 100;

    private Declaration() {}

    static ServiceSpec of(CreateServiceRequest request, TaskDefinition revision, Caller caller) {
        boolean daemon = request.schedulingStrategy() == SchedulingStrategy.DAEMON;
        check(request, revision, daemon);
        boolean chosen = !request.capacityProviderStrategy().isEmpty();
        LaunchType launch = request.launchType() == null && !chosen ? LaunchType.EC2 : request.launchType();
        Launching.checkPlatform(launch, request.platformVersion());
        boolean fargate = launch == LaunchType.FARGATE;
        String account = caller.scope().account();
        Service declared = Service.builder()
                .loadBalancers(request.loadBalancers())
                .serviceRegistries(request.serviceRegistries())
                .launchType(launch)
                .capacityProviderStrategy(request.capacityProviderStrategy())
                .platformVersion(fargate && request.platformVersion() == null ? "LATEST" : request.platformVersion())
                .platformFamily(fargate ? "Linux" : null)
                .deploymentConfiguration(deployment(
                        request.deploymentConfiguration(),
                        DeploymentConfiguration.builder().build(),
                        daemon))
                .deploymentController(DeploymentController.builder()
                        .type(DeploymentControllerType.ECS)
                        .build())
                .placementConstraints(request.placementConstraints())
                .placementStrategy(request.placementStrategy())
                .networkConfiguration(request.networkConfiguration())
                .healthCheckGracePeriodSeconds(Optional.ofNullable(request.healthCheckGracePeriodSeconds())
                        .orElse(0))
                .schedulingStrategy(daemon ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA)
                .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
                .propagateTags(request.propagateTags() == null ? PropagateTags.NONE : request.propagateTags())
                .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
                .availabilityZoneRebalancing(request.availabilityZoneRebalancing())
                .createdBy("arn:aws:iam::" + account + ":root")
                .roleArn(role(request, account))
                .build();
        boolean publicIp = PublicIp.isWanted(Optional.ofNullable(request.networkConfiguration()), revision.tags());
        int desired = daemon ? 0 : request.desiredCount();
        return new ServiceSpec(revision.arn(), desired, declared, publicIp, Optional.ofNullable(request.clientToken()));
    }

    /// The role that ECS itself would use: the service-linked one, unless the request names another.
    private static @Nullable String role(CreateServiceRequest request, String account) {
        if (request.role() != null) {
            return request.role().startsWith("arn:")
                    ? request.role()
                    : "arn:aws:iam::" + account + ":role/" + request.role();
        }
        return "arn:aws:iam::" + account + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
    }

    private static void check(CreateServiceRequest request, TaskDefinition revision, boolean daemon) {
        if (request.desiredCount() == null && !daemon) {
            throw Refusal.invalid("The desired count must be specified when the scheduling strategy is REPLICA.");
        }
        if (daemon && request.desiredCount() != null) {
            throw Refusal.invalid("The daemon scheduling strategy does not support a desired count for services."
                    + " Remove the desired count value and try again.");
        }
        if (daemon && request.launchType() == LaunchType.FARGATE) {
            throw Refusal.invalid("The daemon scheduling strategy does not support the FARGATE launch type.");
        }
        checkController(request.deploymentController());
        Targets.check(request.loadBalancers(), revision);
        if (request.role() != null && revision.body().networkMode() == NetworkMode.AWSVPC) {
            throw Refusal.invalid("You cannot specify an IAM role for services that require a service linked role.");
        }
        Launching.check(
                request.launchType(), !request.capacityProviderStrategy().isEmpty(), revision);
        Launching.checkNetwork(request.networkConfiguration() != null, revision);
    }

    static void checkController(@Nullable DeploymentController given) {
        if (given != null && given.type() != null && given.type() != DeploymentControllerType.ECS) {
            throw Refusal.unsupported(
                    "The deployment controller " + given.typeAsString() + " is not supported by KECS; use ECS.");
        }
    }

    /// What the request does not say stays as it was, and is ECS's default in the beginning.
    static DeploymentConfiguration deployment(
            @Nullable DeploymentConfiguration given, DeploymentConfiguration before, boolean daemon) {
        DeploymentConfiguration wanted =
                given == null ? DeploymentConfiguration.builder().build() : given;
        int maximum = first(wanted.maximumPercent(), before.maximumPercent(), daemon ? WHOLE : 2 * WHOLE);
        int minimum = first(wanted.minimumHealthyPercent(), before.minimumHealthyPercent(), daemon ? 0 : WHOLE);
        if (wanted.strategy() != null && wanted.strategy() != DeploymentStrategy.ROLLING) {
            throw Refusal.unsupported(
                    "The deployment strategy " + wanted.strategyAsString() + " is not supported by KECS; use ROLLING.");
        }
        if (daemon && maximum != WHOLE) {
            throw Refusal.invalid("The daemon scheduling strategy supports a maximumPercent of 100 only.");
        }
        if (maximum < minimum) {
            throw Refusal.invalid("deploymentConfiguration: maximumPercent " + maximum
                    + " must not be below minimumHealthyPercent " + minimum + ".");
        }
        if (maximum == WHOLE && minimum == WHOLE) {
            throw Refusal.invalid(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        }
        return wanted.toBuilder()
                .maximumPercent(maximum)
                .minimumHealthyPercent(minimum)
                .deploymentCircuitBreaker(
                        wanted.deploymentCircuitBreaker() == null
                                ? before.deploymentCircuitBreaker()
                                : wanted.deploymentCircuitBreaker())
                .alarms(wanted.alarms() == null ? before.alarms() : wanted.alarms())
                .strategy(DeploymentStrategy.ROLLING)
                .build();
    }

    private static int first(@Nullable Integer given, @Nullable Integer before, int otherwise) {
        return given != null ? given : before != null ? before : otherwise;
    }
}
