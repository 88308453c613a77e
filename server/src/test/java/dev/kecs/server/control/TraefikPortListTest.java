package dev.kecs.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.protocol.traefik.TraefikPort;
import dev.kecs.testkit.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraefikPortListTest {
    private final Stores stores = new MemoryStores(Journal.NONE);

    private void put(String name, ClusterStatus status, OptionalInt port) {
        stores.atomically(() ->
                stores.clusters().put(Samples.cluster(name).with(status, "").with(port)));
    }

    private static TraefikPort port(
            String cluster, int port, String state, @Nullable String message, String... routes) {
        return new TraefikPort(cluster, "eu-west-1", port, "http://localhost:" + port, state, message, List.of(routes));
    }

    @Test
    void clustersWithAPortAreListedByPortWithWhatIsThere() {
        put("b", ClusterStatus.ACTIVE, OptionalInt.of(8090));
        put("a", ClusterStatus.ACTIVE, OptionalInt.of(8091));
        put("made", ClusterStatus.PROVISIONING, OptionalInt.of(8092));
        stores.atomically(() -> {
            for (String name : List.of("a", "b")) {
                stores.services()
                        .put(Samples.service(Samples.cluster(name).arn().service("web")));
            }
            stores.services()
                    .put(Samples.service(Samples.cluster("b").arn().service("old"))
                            .with(ServiceStatus.DRAINING));
        });
        put("without", ClusterStatus.ACTIVE, OptionalInt.empty());
        assertThat(new TraefikPortList(stores, port -> TraefikPortList.connected(port, port != 8091))
                        .list()
                        .ports())
                .containsExactly(
                        port("b", 8090, "listening", null, "http://web.b.localhost:8090/"),
                        port("a", 8091, "silent", "nobody listens at port 8091"),
                        port("made", 8092, "PROVISIONING", null));
    }

    @Test
    void whoeverAcceptsConnectionsListens() throws IOException {
        ServerSocket listener = new ServerSocket();
        int port;
        try (listener) {
            listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            port = listener.getLocalPort();
            assertThat(TraefikPortList.accepts(port)).isTrue();
        }
        assertThat(TraefikPortList.accepts(port)).isFalse();
    }
}
