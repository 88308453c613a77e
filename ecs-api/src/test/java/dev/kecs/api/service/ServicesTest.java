package dev.kecs.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UnsupportedFeatureException;

class ServicesTest {
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

    private Service described() {
        return ecs.describeServices(r -> r.cluster("production").services("web"))
                .services()
                .getFirst();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void aNewServiceShowsWhatEcsFillsIn() {
        Service service = create(r -> {});
        assertThat(service.serviceArn()).isEqualTo(BootedApi.arn("service/production/web"));
        assertThat(service.status()).isEqualTo("ACTIVE");
        assertThat(service.desiredCount()).isEqualTo(2);
        assertThat(service.runningCount()).isZero();
        assertThat(service.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(service.schedulingStrategy()).isEqualTo(SchedulingStrategy.REPLICA);
        assertThat(service.propagateTags()).isEqualTo(PropagateTags.NONE);
        assertThat(service.deploymentConfiguration().maximumPercent()).isEqualTo(200);
        assertThat(service.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(100);
        assertThat(service.deploymentController().type()).isEqualTo(DeploymentControllerType.ECS);
        assertThat(service.roleArn()).contains("AWSServiceRoleForECS");
        assertThat(service.createdBy()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(service.createdAt()).isEqualTo(Samples.START);
        assertThat(service.deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.status()).isEqualTo("PRIMARY");
            assertThat(deployment.rolloutStateAsString()).isEqualTo("IN_PROGRESS");
            assertThat(deployment.id()).startsWith("ecs-svc/");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = LaunchType.class,
            names = {"EC2", "FARGATE", "EXTERNAL"})
    void aPublicAddressIsAcceptedForEveryLaunchType(LaunchType type) {
        Service service = create(r -> r.launchType(type));
        assertThat(service.launchType()).isEqualTo(type);
        assertThat(service.networkConfiguration().awsvpcConfiguration().assignPublicIpAsString())
                .isEqualTo("ENABLED");
        assertThat(api.stores().services().all().getFirst().spec().publicIp()).isTrue();
    }

    @Test
    void theTaskDefinitionsTagIsTheDefaultAndTheNetworkConfigurationWins() {
        ecs.registerTaskDefinition(BootedApi.definition("tagged").toBuilder()
                .tags(tag("kecs.dev/assign-public-ip", "true"))
                .build());
        create(r -> r.taskDefinition("tagged").networkConfiguration(BootedApi.network(null)));
        create(r ->
                r.serviceName("private").taskDefinition("tagged").networkConfiguration(BootedApi.network("DISABLED")));
        assertThat(api.stores().services().all())
                .extracting(each -> each.arn().name(), each -> each.spec().publicIp())
                .containsExactly(tuple("private", false), tuple("web", true));
    }

    @Test
    void aFargateServiceShowsItsPlatform() {
        Service service = create(r -> r.launchType(LaunchType.FARGATE));
        assertThat(service.platformVersion()).isEqualTo("LATEST");
        assertThat(service.platformFamily()).isEqualTo("Linux");
        assertThat(service.deployments().getFirst().platformVersion()).isEqualTo("1.4.0");
    }

    @Test
    void loadBalancersAndRegistriesAreKeptAndShown() {
        LoadBalancer balancer = LoadBalancer.builder()
                .targetGroupArn("arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/web/1")
                .containerName("web")
                .containerPort(80)
                .build();
        ServiceRegistry registry = ServiceRegistry.builder()
                .registryArn("arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-1")
                .build();
        create(r -> r.loadBalancers(balancer).serviceRegistries(registry).healthCheckGracePeriodSeconds(30));
        assertThat(described().loadBalancers()).containsExactly(balancer);
        assertThat(described().serviceRegistries()).containsExactly(registry);
        assertThat(described().healthCheckGracePeriodSeconds()).isEqualTo(30);
    }

    @Test
    void theSameTokenAnswersTheSameServiceAndOtherParametersAreRefused() {
        Service first = create(r -> r.clientToken("once"));
        assertThat(create(r -> r.clientToken("once"))).isEqualTo(first);
        assertThatThrownBy(() -> create(r -> r.clientToken("once").desiredCount(3)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Creation of service was not idempotent.");
        assertThatThrownBy(() -> create(r -> {}))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Creation of service was not idempotent.");
    }

    @Test
    void nameOrArnOldOrNewNameTheSameService() {
        create(r -> r.tags(tag("team", "web")));
        List<Service> found = ecs.describeServices(r -> r.cluster(BootedApi.arn("cluster/production"))
                        .services("web", BootedApi.arn("service/production/web"), BootedApi.arn("service/web"))
                        .include(ServiceField.TAGS))
                .services();
        assertThat(found)
                .hasSize(3)
                .allSatisfy(service -> assertThat(service.tags()).containsExactly(tag("team", "web")));
        assertThat(described().tags()).isEmpty();
        var missing = ecs.describeServices(r -> r.cluster("production").services("none"));
        assertThat(missing.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("MISSING");
            assertThat(failure.arn()).isEqualTo(BootedApi.arn("service/production/none"));
        });
        assertThatThrownBy(() -> ecs.describeServices(r -> r.cluster("none").services("web")))
                .isInstanceOf(ClusterNotFoundException.class);
    }

    @Test
    void listsAreFilteredAndPaged() {
        for (int i = 0; i < 5; i++) {
            String name = "s" + i;
            create(r -> r.serviceName(name));
        }
        create(r -> r.serviceName("fargate").launchType(LaunchType.FARGATE));
        assertThat(ecs.listServicesPaginator(r -> r.cluster("production").maxResults(2))
                        .serviceArns())
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(ecs.listServices(r -> r.cluster("production").launchType(LaunchType.FARGATE))
                        .serviceArns())
                .containsExactly(BootedApi.arn("service/production/fargate"));
    }

    @Test
    void anUpdateOfTheCountAloneBeginsNoDeployment() {
        create(r -> {});
        Service scaled = ecs.updateService(
                        r -> r.cluster("production").service("web").desiredCount(5))
                .service();
        assertThat(scaled.desiredCount()).isEqualTo(5);
        assertThat(scaled.deployments()).hasSize(1);
    }

    @Test
    void aNewRevisionNetworkOrForceBeginsADeployment() {
        create(r -> {});
        api.register("webapp");
        assertThat(ecs.updateService(r -> r.cluster("production").service("web").taskDefinition("webapp"))
                        .service()
                        .deployments())
                .hasSize(2)
                .first()
                .satisfies(primary -> assertThat(primary.taskDefinition()).endsWith("webapp:2"));
        assertThat(ecs.updateService(r -> r.cluster("production")
                                .service("web")
                                .networkConfiguration(BootedApi.network("DISABLED")))
                        .service()
                        .deployments())
                .hasSize(3);
        assertThat(ecs.updateService(r -> r.cluster("production").service("web").forceNewDeployment(true))
                        .service()
                        .deployments())
                .hasSize(4);
    }

    @Test
    void whatAnUpdateDoesNotNameStays() {
        create(r -> r.deploymentConfiguration(c -> c.maximumPercent(150)
                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
        Service updated = ecs.updateService(r -> r.cluster("production")
                        .service("web")
                        .deploymentConfiguration(c -> c.minimumHealthyPercent(50)))
                .service();
        assertThat(updated.deploymentConfiguration().maximumPercent()).isEqualTo(150);
        assertThat(updated.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(50);
        assertThat(updated.deploymentConfiguration().deploymentCircuitBreaker().enable())
                .isTrue();
    }

    @Test
    void deletionNeedsForceOrACountOfZeroAndDrains() {
        create(r -> {});
        assertThatThrownBy(() -> ecs.deleteService(r -> r.cluster("production").service("web")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The service cannot be stopped while it is scaled above 0.");
        assertThat(ecs.deleteService(r -> r.cluster("production").service("web").force(true))
                        .service()
                        .status())
                .isEqualTo("DRAINING");
        assertThatThrownBy(() -> ecs.updateService(
                        r -> r.cluster("production").service("web").desiredCount(1)))
                .isInstanceOf(ServiceNotActiveException.class);
        api.stores()
                .atomically(() -> api.stores()
                        .services()
                        .put(api.stores().services().all().getFirst().with(ServiceStatus.INACTIVE)));
        assertThat(described().status()).isEqualTo("INACTIVE");
        assertThat(ecs.listServices(r -> r.cluster("production")).serviceArns()).isEmpty();
        assertThat(create(r -> {}).status()).isEqualTo("ACTIVE");
        assertThatThrownBy(() -> ecs.updateService(r -> r.cluster("production").service("none")))
                .isInstanceOf(ServiceNotFoundException.class);
    }

    @Test
    void aDaemonServiceHasNoCountOfItsOwn() {
        assertThatThrownBy(() -> create(r -> r.schedulingStrategy(SchedulingStrategy.DAEMON)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("does not support a desired count");
        Service daemon =
                create(r -> r.schedulingStrategy(SchedulingStrategy.DAEMON).desiredCount(null));
        assertThat(daemon.desiredCount()).isEqualTo(1);
        assertThat(daemon.deploymentConfiguration().maximumPercent()).isEqualTo(100);
        assertThat(daemon.deploymentConfiguration().minimumHealthyPercent()).isZero();
    }

    @Test
    void whatEcsRefusesIsRefused() {
        assertThatThrownBy(() -> create(r -> r.desiredCount(null)))
                .hasMessageContaining("The desired count must be specified");
        assertThatThrownBy(() -> create(r -> r.desiredCount(-1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("desiredCount must be between 0 and 5000, and was -1");
        assertThatThrownBy(() -> create(r -> r.networkConfiguration(BootedApi.network(null))
                        .networkConfiguration((NetworkConfiguration) null)))
                .hasMessageContaining("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThatThrownBy(() -> create(r ->
                        r.deploymentConfiguration(c -> c.maximumPercent(100).minimumHealthyPercent(100))))
                .hasMessageContaining("as this will block deployments");
        assertThatThrownBy(() -> create(r -> r.deploymentController(c -> c.type("CODE_DEPLOY"))))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> create(r -> r.launchType("MOON")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("launchType: 'MOON' is not one of");
        assertThat(api.stores().services().all()).isEmpty();
    }
}
