package dev.kecs.server.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import dev.kecs.testkit.sample.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class TargetResolverTest {
    private static final ServiceArn WEBAPP = Samples.PRODUCTION.service("webapp");
    private static final Instant LATER = Samples.START.plusSeconds(60);
    private final Stores stores = new MemoryStores(Journal.NONE);
    private final TargetResolver resolver = new TargetResolver(stores);

    @BeforeEach
    void createWebapp() {
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("production"));
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
            stores.services().put(Samples.service(WEBAPP));
        });
    }

    private void put(int number, TaskState state) {
        put(number, state, Health.UNKNOWN);
    }

    private void put(int number, TaskState state, Health health) {
        Task task = Samples.task(number, Optional.of(WEBAPP));
        List<ContainerStatus> containers = task.observed().containers().stream()
                .map(each -> new ContainerStatus(
                        each.id(),
                        each.name(),
                        each.image(),
                        each.essential(),
                        new ContainerObservation(each.name(), each.last().state(), health)))
                .toList();
        stores.atomically(() -> stores.tasks()
                .put(task.with(new Task.Observed(
                        state,
                        containers,
                        List.of(new PortBinding("web", 80, "tcp", "127.1.0." + number, 10_000 + number))))));
    }

    private Resolution resolve(String service, @Nullable Integer port) {
        return resolver.resolve(new Resolve(new Target.OfService("production", service), port, null));
    }

    @Test
    void theEndpointsAreTheServicesRunningTasks() {
        put(1, new TaskState.Running(LATER));
        put(2, new TaskState.Pending(LATER));
        Resolution resolution = resolve("webapp", null);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.OK);
        assertThat(resolution.port().chosen()).isEqualTo(80);
        assertThat(resolution.endpoints())
                .containsExactly(new Endpoint(
                        Samples.taskId(1), "127.1.0.1", 10_001, LATER.toString(), true, false, "webapp:1"));
    }

    @Test
    void aTaskOnItsWayDownIsShownAsDrainingAndAnEndedOneNotAtAll() {
        put(1, new TaskState.Deactivating(Optional.of(LATER), LATER));
        put(2, new TaskState.Stopping(Optional.of(LATER), LATER));
        put(3, new TaskState.Deprovisioning(Optional.of(LATER), LATER, LATER));
        put(4, new TaskState.Stopped(Optional.of(LATER), LATER, Optional.of(LATER), LATER));
        Resolution resolution = resolve("webapp", null);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
        assertThat(resolution.endpoints())
                .extracting(Endpoint::task, Endpoint::draining, Endpoint::ready)
                .containsExactly(tuple(Samples.taskId(1), true, false), tuple(Samples.taskId(2), true, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webapp", "arn:aws:ecs:eu-west-1:000000000000:service/production/webapp"})
    void nameOrArnNameTheService(String service) {
        put(1, new TaskState.Running(LATER));
        assertThat(resolve(service, null).reason()).isEqualTo(SnapshotReason.OK);
        assertThat(resolver.resolve(
                                new Resolve(new Target.OfService(Samples.PRODUCTION.toString(), service), null, null))
                        .reason())
                .isEqualTo(SnapshotReason.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "not a name", "", "arn:aws:ecs:eu-west-1:000000000000:cluster/production"})
    void aServiceThatIsNotThereIsToldWithTheCommandThatListsThem(String service) {
        Resolution resolution = resolve(service, null);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.SERVICE_ABSENT);
        assertThat(resolution.hint()).contains("aws ecs list-services --cluster production");
    }

    @Test
    void aClusterThatIsNotThereOrInactiveIsTold() {
        assertThat(resolver.resolve(new Resolve(new Target.OfService("none", "webapp"), null, null))
                        .reason())
                .isEqualTo(SnapshotReason.CLUSTER_ABSENT);
        Cluster gone = Samples.cluster("production").with(ClusterStatus.INACTIVE, "");
        stores.atomically(() -> stores.clusters().put(gone));
        assertThat(resolve("webapp", null).reason()).isEqualTo(SnapshotReason.CLUSTER_ABSENT);
    }

    @Test
    void aNameThatFitsClustersInTwoRegionsIsAmbiguousAndAnArnIsNot() {
        ClusterArn other = new ClusterArn(new Scope("us-east-1", "000000000000"), "production");
        Cluster sample = Samples.cluster("production");
        stores.atomically(() -> stores.clusters()
                .put(new Cluster(
                        other,
                        sample.spec(),
                        sample.status(),
                        "",
                        sample.tags(),
                        sample.createdAt(),
                        sample.ingressPort())));
        assertThat(resolve("webapp", null).reason()).isEqualTo(SnapshotReason.AMBIGUOUS_CLUSTER);
        assertThat(resolver.resolve(new Resolve(new Target.OfService(other.toString(), "webapp"), null, null))
                        .reason())
                .isEqualTo(SnapshotReason.SERVICE_ABSENT);
    }

    private void hideWebapp() {
        Service service = Samples.service(WEBAPP);
        ServiceSpec spec = service.spec();
        stores.atomically(() -> stores.services()
                .put(service.with(new ServiceSpec(
                        spec.taskDefinition(), spec.desiredCount(), spec.declared(), false, spec.clientToken()))));
    }

    @Test
    void aServiceInAnotherNetworkModeIsToldThatItsTaskDefinitionMustChangeToo() {
        hideWebapp();
        redefine(body -> body.networkMode(NetworkMode.BRIDGE));
        assertThat(resolve("webapp", null).hint())
                .contains("Register webapp again with --network-mode awsvpc, the one with public IPs; then"
                        + " aws ecs update-service --cluster production --service webapp --task-definition webapp"
                        + " --network-configuration 'awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}'");
    }

    @Test
    void aServiceThatIsNotPublicIsToldWithTheCommandThatMakesItSo() {
        hideWebapp();
        Resolution resolution = resolve("webapp", null);
        assertThat(resolution.reason()).isEqualTo(SnapshotReason.NOT_PUBLIC);
        assertThat(resolution.hint())
                .contains("aws ecs update-service --cluster production --service webapp --network-configuration"
                        + " 'awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}'");
    }

    @Test
    void anIngressReachesAServiceThatIsNotPublicWhereItsTasksAreBound() {
        hideWebapp();
        Resolve question = Resolve.ingress(new Target.OfService("production", "webapp"), 80);
        assertThat(resolver.resolve(question).reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);

        put(1, new TaskState.Running(LATER));
        assertThat(resolver.resolve(question).reason()).isEqualTo(SnapshotReason.OK);

        stores.atomically(() -> stores.tasks()
                .put(Samples.task(1, Optional.of(WEBAPP))
                        .with(new Task.Observed(new TaskState.Running(LATER), List.of(), List.of()))));
        assertThat(resolver.resolve(question).reason()).isEqualTo(SnapshotReason.NOT_PUBLIC);
    }

    private void define(UnaryOperator<ContainerDefinition.Builder> change) {
        redefine(body ->
                body.containerDefinitions(change.apply(body.build().containerDefinitions().getFirst().toBuilder())
                        .build()));
    }

    private void redefine(UnaryOperator<software.amazon.awssdk.services.ecs.model.TaskDefinition.Builder> change) {
        var sample = Samples.taskDefinition(Samples.WEBAPP_1);
        stores.atomically(() -> stores.taskDefinitions()
                .put(new TaskDefinition(
                        sample.arn(),
                        change.apply(sample.body().toBuilder()).build(),
                        sample.status(),
                        sample.tags(),
                        sample.registeredAt(),
                        Optional.empty(),
                        Optional.empty())));
    }

    private static PortMapping mapping(int port, TransportProtocol protocol) {
        return PortMapping.builder().containerPort(port).protocol(protocol).build();
    }

    @Test
    void amongSeveralPortsOneMustBeChosen() {
        define(web -> web.portMappings(
                PortMapping.builder().containerPort(80).build(),
                PortMapping.builder().containerPort(9229).build()));
        Resolution ambiguous = resolve("webapp", null);
        assertThat(ambiguous.reason()).isEqualTo(SnapshotReason.PORT_AMBIGUOUS);
        assertThat(ambiguous.port().all()).containsExactly(80, 9229);
        assertThat(resolve("webapp", 9229).port().chosen()).isEqualTo(9229);
        assertThat(resolve("webapp", 81).reason()).isEqualTo(SnapshotReason.PORT_ABSENT);
    }

    @Test
    void aUdpPortIsChosenWhereThereIsNoTcpPortOrWhereItIsWished() {
        define(web -> web.portMappings(
                mapping(53, TransportProtocol.UDP),
                mapping(80, TransportProtocol.TCP),
                mapping(80, TransportProtocol.UDP)));
        Task task = Samples.task(1, Optional.of(WEBAPP));
        stores.atomically(() -> stores.tasks()
                .put(task.with(new Task.Observed(
                        new TaskState.Running(LATER),
                        task.observed().containers(),
                        List.of(
                                new PortBinding("web", 53, "udp", "127.1.0.1", 20_053),
                                new PortBinding("web", 80, "tcp", "127.1.0.1", 20_080),
                                new PortBinding("web", 80, "udp", "127.1.0.1", 20_081))))));
        assertThat(resolve("webapp", 53).port().protocol()).isEqualTo(Transport.UDP);
        assertThat(resolve("webapp", 53).endpoints()).extracting(Endpoint::port).containsExactly(20_053);
        assertThat(resolve("webapp", 80).port().protocol()).isEqualTo(Transport.TCP);
        Resolution wished =
                resolver.resolve(new Resolve(new Target.OfService("production", "webapp"), 80, Transport.UDP));
        assertThat(wished.port().protocol()).isEqualTo(Transport.UDP);
        assertThat(wished.endpoints()).extracting(Endpoint::port).containsExactly(20_081);
        assertThat(resolver.resolve(new Resolve(new Target.OfService("production", "webapp"), 53, Transport.TCP))
                        .message())
                .contains("53/tcp is not mapped");
    }

    @Test
    void runningTasksWhoseHealthChecksFailAreNoLackOfTasks() {
        define(web -> web.healthCheck(check -> check.command("CMD-SHELL", "true")));
        put(1, new TaskState.Running(LATER), Health.UNKNOWN);
        assertThat(resolve("webapp", null).reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
        put(1, new TaskState.Running(LATER), Health.UNHEALTHY);
        put(2, new TaskState.Running(LATER), Health.UNHEALTHY);
        Resolution failing = resolve("webapp", null);
        assertThat(failing.reason()).isEqualTo(SnapshotReason.UNHEALTHY);
        assertThat(failing.message()).contains("2 running tasks");
        put(2, new TaskState.Running(LATER), Health.HEALTHY);
        assertThat(resolve("webapp", null).reason()).isEqualTo(SnapshotReason.OK);
        assertThat(resolve("webapp", null).endpoints())
                .extracting(Endpoint::task, Endpoint::ready)
                .containsExactlyInAnyOrder(tuple(Samples.taskId(1), false), tuple(Samples.taskId(2), true));
    }

    @Test
    void aTaskIsResolvedByItsId() {
        put(1, new TaskState.Running(LATER));
        put(2, new TaskState.Stopped(Optional.of(LATER), LATER, Optional.of(LATER), LATER));
        assertThat(resolver.resolve(new Resolve(new Target.OfTask("production", Samples.taskId(1)), null, null))
                        .endpoints())
                .hasSize(1);
        assertThat(resolver.resolve(new Resolve(new Target.OfTask("production", Samples.taskId(2)), null, null))
                        .reason())
                .isEqualTo(SnapshotReason.TASK_STOPPED);
        assertThat(resolver.resolve(new Resolve(new Target.OfTask("production", Samples.taskId(3)), null, null))
                        .reason())
                .isEqualTo(SnapshotReason.TASK_ABSENT);
    }
}
