package dev.kecs.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.service.ServiceStatus;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PlatformUnknownException;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/// What requests about services may say, and what they refuse.
class ServiceRequestsTest {
    private static final CapacityProviderStrategyItem FARGATE =
            CapacityProviderStrategyItem.builder().capacityProvider("FARGATE").build();

    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @BeforeEach
    void createCluster() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Service create(Consumer<CreateServiceRequest.Builder> change) {
        CreateServiceRequest.Builder request = CreateServiceRequest.builder()
                .cluster("production")
                .serviceName("web")
                .taskDefinition("webapp")
                .desiredCount(2)
                .networkConfiguration(BootedApi.network("ENABLED"));
        change.accept(request);
        return ecs.createService(request.build()).service();
    }

    private AbstractThrowableAssert<?, ?> refused(Consumer<CreateServiceRequest.Builder> change) {
        return assertThatThrownBy(() -> create(change)).isInstanceOf(InvalidParameterException.class);
    }

    private Service update(Consumer<UpdateServiceRequest.Builder> change) {
        UpdateServiceRequest.Builder request =
                UpdateServiceRequest.builder().cluster("production").service("web");
        change.accept(request);
        return ecs.updateService(request.build()).service();
    }

    private Service delete(boolean force) {
        return ecs.deleteService(r -> r.cluster("production").service("web").force(force))
                .service();
    }

    private static LoadBalancer balancer(String container, int port) {
        return LoadBalancer.builder()
                .targetGroupArn("arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/web/1")
                .containerName(container)
                .containerPort(port)
                .build();
    }

    @Test
    void aLoadBalancerPointsAtAContainerPortThatThereIs() {
        refused(r -> r.loadBalancers(balancer("none", 80)))
                .hasMessageContaining("The container none does not exist in the task definition.");
        refused(r -> r.loadBalancers(balancer("web", 81)))
                .hasMessageContaining("The container web did not have a container port 81 defined.");
        create(r -> r.loadBalancers(balancer("web", 80)));
        assertThatThrownBy(() -> update(r -> r.loadBalancers(balancer("web", 81))))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(api.stores().services().all().getFirst().spec().declared().loadBalancers())
                .containsExactly(balancer("web", 80));
    }

    @Test
    void aRoleIsForTasksWithoutAnAddressOfTheirOwn() {
        refused(r -> r.role("ecsServiceRole"))
                .hasMessageContaining(
                        "You cannot specify an IAM role for services that require a service linked role.");
        ecs.registerTaskDefinition(BootedApi.definition("bridged").toBuilder()
                .networkMode(NetworkMode.BRIDGE)
                .build());
        Service service = create(r -> r.taskDefinition("bridged")
                .networkConfiguration((NetworkConfiguration) null)
                .loadBalancers(balancer("web", 80))
                .role("ecsServiceRole"));
        assertThat(service.roleArn()).isEqualTo("arn:aws:iam::000000000000:role/ecsServiceRole");
    }

    @Test
    void onlyWhatKecsRollsOutIsAccepted() {
        assertThatThrownBy(() -> create(r -> r.deploymentConfiguration(c -> c.strategy(DeploymentStrategy.BLUE_GREEN))))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("BLUE_GREEN");
        assertThat(create(r -> {}).deploymentConfiguration().strategy()).isEqualTo(DeploymentStrategy.ROLLING);
        assertThatThrownBy(() -> update(r -> r.deploymentController(c -> c.type("CODE_DEPLOY"))))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThat(update(r -> r.deploymentController(c -> c.type("ECS"))).status())
                .isEqualTo("ACTIVE");
    }

    @Test
    void deploymentLimitsHaveBounds() {
        refused(r -> r.deploymentConfiguration(c -> c.maximumPercent(-1)))
                .hasMessageContaining("deploymentConfiguration.maximumPercent must be between 0 and 1000, and was -1");
        refused(r -> r.deploymentConfiguration(c -> c.minimumHealthyPercent(150).maximumPercent(120)))
                .hasMessageContaining("must not be below minimumHealthyPercent");
        refused(r -> r.schedulingStrategy(SchedulingStrategy.DAEMON)
                        .desiredCount(null)
                        .deploymentConfiguration(c -> c.maximumPercent(200)))
                .hasMessageContaining("maximumPercent of 100 only");
        refused(r -> r.healthCheckGracePeriodSeconds(-1)).hasMessageContaining("healthCheckGracePeriodSeconds");
    }

    @Test
    void aPlatformVersionIsForFargate() {
        refused(r -> r.platformVersion("LATEST"))
                .hasMessageContaining("The platform version must be null when specifying an EC2 launch type.");
        assertThatThrownBy(() -> create(r -> r.launchType(LaunchType.FARGATE).platformVersion("0")))
                .isInstanceOf(PlatformUnknownException.class);
        assertThat(create(r -> r.launchType(LaunchType.FARGATE).platformVersion("1.4.0"))
                        .platformVersion())
                .isEqualTo("1.4.0");
    }

    @Test
    void aDaemonServiceNeverTakesACount() {
        create(r -> r.schedulingStrategy(SchedulingStrategy.DAEMON).desiredCount(null));
        assertThatThrownBy(() -> update(r -> r.desiredCount(3)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("does not support a desired count");
        assertThat(update(r -> r.forceNewDeployment(true)).schedulingStrategy()).isEqualTo(SchedulingStrategy.DAEMON);
        assertThat(delete(false).status()).isEqualTo("DRAINING");
    }

    @Test
    void anEmptyCapacityProviderStrategyGoesBackToALaunchType() {
        Service made = create(r -> r.capacityProviderStrategy(FARGATE));
        assertThat(made.launchType()).isNull();
        Service back = update(r -> r.capacityProviderStrategy(List.of()));
        assertThat(back.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(back.capacityProviderStrategy()).isEmpty();
        create(r -> r.serviceName("fargate").launchType(LaunchType.FARGATE));
        update(r -> r.service("fargate").capacityProviderStrategy(FARGATE));
        assertThat(update(r -> r.service("fargate").capacityProviderStrategy(List.of()))
                        .launchType())
                .isEqualTo(LaunchType.EC2);
        assertThat(create(r -> r.serviceName("plain").capacityProviderStrategy(List.of()))
                        .launchType())
                .isEqualTo(LaunchType.EC2);
    }

    @Test
    void deletionAtRestNeedsNoForceUnlessADeploymentIsReplaced() {
        create(r -> r.desiredCount(0));
        update(r -> r.forceNewDeployment(true));
        assertThatThrownBy(() -> delete(false))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The service cannot be stopped while deployments are active.");
        assertThat(delete(true).status()).isEqualTo("DRAINING");
        assertThat(delete(false).status()).isEqualTo("DRAINING");
    }

    @Test
    void aDrainingServiceHoldsItsNameAndAnInactiveOneIsNotFound() {
        create(r -> {});
        delete(true);
        refused(r -> {}).hasMessageContaining("Creation of service was not idempotent.");
        api.stores()
                .atomically(() -> api.stores()
                        .services()
                        .put(api.stores().services().all().getFirst().with(ServiceStatus.INACTIVE)));
        assertThatThrownBy(() -> delete(true)).isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> update(r -> r.desiredCount(1))).isInstanceOf(ServiceNotActiveException.class);
    }

    @Test
    void whatIsNotThereIsToldApart() {
        create(r -> {});
        ecs.createCluster(r -> r.clusterName("staging"));
        assertThatThrownBy(() -> update(r -> r.cluster("none"))).isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> update(r -> r.service("none"))).isInstanceOf(ServiceNotFoundException.class);
        assertThatThrownBy(() -> update(r -> r.taskDefinition("none")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("TaskDefinition not found.");
        assertThatThrownBy(() -> update(r -> r.cluster("staging").service(BootedApi.arn("service/production/web"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Identifier is for cluster production. Your cluster is staging");
        ecs.deregisterTaskDefinition(r -> r.taskDefinition("webapp:1"));
        assertThatThrownBy(() -> update(r -> r.taskDefinition("webapp:1")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("inactive");
        assertThat(update(r -> r.desiredCount(1)).desiredCount()).isEqualTo(1);
    }

    @Test
    void listsKnowOnlyTheirMakersServicesAndTheirBounds() {
        Service made = create(r -> r.propagateTags(PropagateTags.SERVICE).enableECSManagedTags(true));
        assertThat(made.propagateTags()).isEqualTo(PropagateTags.SERVICE);
        assertThat(made.enableECSManagedTags()).isTrue();
        assertThat(made.resourceManagementType()).isEqualTo(ResourceManagementType.CUSTOMER);
        assertThat(ecs.listServices(r -> r.cluster("production").resourceManagementType(ResourceManagementType.ECS))
                        .serviceArns())
                .isEmpty();
        assertThat(ecs.listServices(r -> r.cluster("production").schedulingStrategy(SchedulingStrategy.DAEMON))
                        .serviceArns())
                .isEmpty();
        for (int outside : new int[] {0, 101}) {
            assertThatThrownBy(
                            () -> ecs.listServices(r -> r.cluster("production").maxResults(outside)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("maxResults must be between 1 and 100, and was " + outside);
        }
        assertThatThrownBy(() ->
                        ecs.describeServices(r -> r.cluster("production").services(Collections.nCopies(11, "web"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("services must have 1 to 10 items, and has 11");
    }
}
