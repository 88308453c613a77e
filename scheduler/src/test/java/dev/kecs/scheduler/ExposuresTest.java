package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.testkit.sample.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// The address in front of a service's tasks, and what the engine has to say of them.
class ExposuresTest {
    private final World world = new World();
    private final TaskDefinitionArn web = world.register(1, container(80));

    private static ContainerDefinition container(int... ports) {
        return World.container("web").toBuilder()
                .portMappings(Arrays.stream(ports)
                        .mapToObj(port ->
                                PortMapping.builder().containerPort(port).build())
                        .toList())
                .build();
    }

    private static ServiceExposure.Port tcp(int port) {
        return new ServiceExposure.Port("web", port, "tcp");
    }

    private ServiceExposure exposure(ServiceArn service) {
        return Objects.requireNonNull(world.engine().exposed().get(service), "It was not exposed");
    }

    private List<PortBinding> stored(ServiceArn service) {
        return world.service(service).progress().exposed();
    }

    @Test
    void aServiceIsExposedAndWhereItIsReachedIsKept() {
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        assertThat(exposure(service)).isEqualTo(new ServiceExposure(service, List.of(tcp(80)), true, List.of()));
        assertThat(stored(service)).containsExactly(new PortBinding("web", 80, "tcp", "127.0.0.1", 30_000));
    }

    @Test
    void theNextEngineIsAskedForTheSamePortsAgain() {
        world.create("other", 1, web);
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        List<PortBinding> before = stored(service);
        world.engine().forgetNodePorts();
        world.restart();
        world.settle();
        assertThat(exposure(service).before()).isEqualTo(before);
        assertThat(stored(service)).isEqualTo(before);
    }

    @Test
    void anotherTaskDefinitionExposesItsOwnPorts() {
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        PortMapping udp = PortMapping.builder()
                .containerPort(53)
                .protocol(TransportProtocol.UDP)
                .build();
        world.deploy(
                service,
                world.register(
                        2,
                        World.container("web").toBuilder()
                                .portMappings(udp, udp)
                                .build()));
        world.settle();
        assertThat(exposure(service).ports()).containsExactly(new ServiceExposure.Port("web", 53, "udp"));
        assertThat(stored(service)).extracting(PortBinding::containerPort).containsExactly(53);
    }

    @Test
    void aServiceThatIsInactiveIsExposedNoMoreNotEvenAfterARestart() {
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        world.services().delete(service, true);
        world.settle();
        assertThat(world.service(service).status()).isEqualTo(ServiceStatus.INACTIVE);
        assertThat(world.engine().exposed()).isEmpty();
        assertThat(stored(service)).isEmpty();
        world.engine().expose(new ServiceExposure(service, List.of(tcp(80)), true, List.of()));
        world.restart();
        world.settle();
        assertThat(world.engine().exposed()).isEmpty();
    }

    @Test
    void aServiceIsExposedOnceItsClusterIsActive() {
        CompletableFuture<Void> provisioning = world.engine().holdProvisioning();
        world.stores()
                .atomically(() -> world.stores()
                        .clusters()
                        .put(world.stores()
                                .clusters()
                                .find(Samples.PRODUCTION)
                                .orElseThrow()
                                .with(ClusterStatus.PROVISIONING, "")));
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        assertThat(world.engine().exposed()).isEmpty();
        provisioning.complete(null);
        world.settle();
        assertThat(world.engine().exposed()).containsOnlyKeys(service);
    }

    @Test
    void scalingAsksForNothingNew() {
        ServiceArn service = world.create("web", 1, web);
        world.settle();
        List<PortBinding> before = stored(service);
        world.engine().forgetNodePorts();
        world.scale(service, 3);
        world.settle();
        assertThat(world.engine().exposed()).as("no second asking").isEmpty();
        assertThat(stored(service)).isEqualTo(before);
    }

    @Test
    void whatTheEngineSaysOfATaskIsAnEventOfItsServiceOnce() {
        ServiceArn service = world.create("web", 2, web);
        world.settle();
        world.running(service)
                .forEach(task -> world.engine().warn(task.arn(), "ulimits has no counterpart in Kubernetes."));
        world.settle();
        assertThat(world.events(service))
                .filteredOn(message -> message.startsWith("ulimits"))
                .containsExactly("ulimits has no counterpart in Kubernetes.");
    }
}
