package dev.kecs.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.traefik.RouteReport;
import dev.kecs.protocol.traefik.RouteTable;
import dev.kecs.protocol.traefik.RoutedCluster;
import dev.kecs.protocol.traefik.ServiceRoute;
import dev.kecs.protocol.traefik.TraefikPort;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutedPortsTest {
    private static final ServiceArn WEB = Samples.PRODUCTION.service("web_app");

    private final Stores stores = new MemoryStores(Journal.NONE);
    private final Agent agent = new Agent();
    private volatile @Nullable String emulator;
    private final RoutedPorts routed = new RoutedPorts(stores, () -> emulator, true, false);

    /// A connection that remembers what it is told.
    private static final class Agent implements RpcConnection {
        private final List<Object> told = new CopyOnWriteArrayList<>();
        private Runnable end = () -> {};

        @Override
        public Hello caller() {
            return Hello.as("agent");
        }

        @Override
        public <P> void notify(RpcNotification<P> notification, P parameters) {
            told.add(parameters);
        }

        @Override
        public void onEnd(Runnable action) {
            end = action;
        }

        private void awaitTold(RouteTable table) {
            await().until(() -> !told.isEmpty() && told.getLast().equals(table));
        }
    }

    @BeforeEach
    void store() {
        stores.subscribe(routed::changed);
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("without"));
            stores.clusters().put(Samples.cluster("production").with(OptionalInt.of(8090)));
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
        });
        routed.watch(agent);
    }

    private static RouteTable table(@Nullable String emulator, ServiceRoute... routes) {
        return new RouteTable(
                List.of(new RoutedCluster(Samples.PRODUCTION.toString(), "production", 8090, List.of(routes))),
                emulator);
    }

    private String state() {
        TraefikPort port = TraefikPortList.of(stores, routed).list().ports().getFirst();
        return port.state() + " " + port.message();
    }

    @Test
    void theAgentIsToldOfPortsAndServicesAndTheEmulatorAsTheyComeAndGo() {
        agent.awaitTold(table(null));
        stores.atomically(() -> stores.services().put(Samples.service(WEB)));
        ServiceRoute route = new ServiceRoute("web-app.production.localhost", WEB.toString(), 80);
        agent.awaitTold(table(null, route));
        emulator = "http://127.0.0.1:4566";
        routed.changed();
        agent.awaitTold(table("http://127.0.0.1:4566", route));
        stores.atomically(() -> stores.services().put(Samples.service(WEB).with(ServiceStatus.DRAINING)));
        agent.awaitTold(table("http://127.0.0.1:4566"));
        stores.atomically(() -> stores.clusters()
                .put(Samples.cluster("production").with(OptionalInt.of(8090)).with(ClusterStatus.INACTIVE, "")));
        agent.awaitTold(RouteTable.EMPTY);
    }

    @Test
    void whatTheAgentReportsIsTheStateUntilItHangsUp() {
        assertThat(state()).isEqualTo("silent kecs-agent, which listens there, does not run: kecs start");
        routed.report(new RouteReport(List.of(new RouteReport.Port(8090, "port 8090 is taken by nc"))), agent);
        assertThat(state()).isEqualTo("taken port 8090 is taken by nc");
        assertThat(routed.listens(8090)).isFalse();
        routed.report(new RouteReport(List.of(new RouteReport.Port(8090, null))), agent);
        assertThat(state()).isEqualTo("listening null");
        assertThat(routed.listens(8090)).isTrue();
        agent.end.run();
        assertThat(state()).startsWith("silent ");
    }

    @Test
    void theAgentIsWantedWhereAClusterHasAPortOrWillHaveOne() {
        assertThat(routed.wanted()).isTrue();
        assertThat(new RoutedPorts(stores, () -> null, false, true).wanted()).isFalse();
        Stores none = new MemoryStores(Journal.NONE);
        assertThat(new RoutedPorts(none, () -> null, true, false).wanted()).isFalse();
        assertThat(new RoutedPorts(none, () -> null, true, true).wanted()).isTrue();
    }

    @Test
    void whereTheEngineHasTraefikTheAgentIsToldThatThereIsNothing() {
        Agent other = new Agent();
        new RoutedPorts(stores, () -> "http://127.0.0.1:4566", false, true).watch(other);
        other.awaitTold(RouteTable.EMPTY);
    }
}
