package dev.kecs.agent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.target.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostTableTest {
    private static ForwardView forward(
            String name, String cluster, @Nullable String service, String address, ForwardPort... ports) {
        return new ForwardView(
                "pf-1",
                name,
                service == null ? "task" : "service",
                cluster,
                service,
                service == null ? "a1b2c3d4" : null,
                null,
                address,
                List.of(address),
                ports[0].localPort(),
                80,
                ForwardState.READY,
                null,
                null,
                "2026-01-01T00:00:00Z",
                List.of(),
                new ConnectionCounts(0, 0, 0, 0, 0),
                0,
                0,
                0,
                Map.of(),
                null,
                List.of(ports),
                null,
                null,
                ForwardOptions.USUAL);
    }

    private static ForwardPort port(int number, Transport protocol) {
        return new ForwardPort(number, 80, protocol, ForwardState.READY, null);
    }

    private static ForwardPort tcp(int number) {
        return port(number, Transport.TCP);
    }

    private static @Nullable String find(String host, ForwardView... forwards) {
        return new HostTable(List.of(forwards))
                .find(host)
                .map(backend ->
                        backend.name() + " " + backend.address().getAddress().getHostAddress() + " "
                                + backend.address().getPort())
                .orElse(null);
    }

    @Test
    void aForwardIsReachedByItsNameAndByItsService() {
        ForwardView web = forward("web-1", "Demo", "Web_Api", "127.0.0.1", tcp(8081));
        assertThat(find("web-1.localhost:8088", web)).isEqualTo("web-1 127.0.0.1 8081");
        assertThat(find("web_api.demo.localhost", web)).isEqualTo("web-1 127.0.0.1 8081");
        assertThat(find("WEB_API.Demo.LocalHost.:80", web)).isEqualTo("web-1 127.0.0.1 8081");
    }

    @Test
    void arnsCountByTheirLastPart() {
        ForwardView web = forward(
                "w",
                "arn:aws:ecs:us-east-1:000000000000:cluster/demo",
                "arn:aws:ecs:us-east-1:000000000000:service/demo/web",
                "127.0.0.1",
                tcp(8081));
        assertThat(find("web.demo.localhost", web)).isEqualTo("w 127.0.0.1 8081");
    }

    @Test
    void theFirstTcpPortCountsAndTheOldestForward() {
        ForwardView dns = forward("dns", "demo", "web", "127.0.0.1", port(5353, Transport.UDP));
        ForwardView first =
                forward("first", "demo", "web", "127.0.0.1", port(5354, Transport.UDP), tcp(8081), tcp(8082));
        ForwardView second = forward("second", "demo", "web", "127.0.0.1", tcp(8083));
        assertThat(find("web.demo.localhost", dns, first, second)).isEqualTo("first 127.0.0.1 8081");
        assertThat(find("dns.localhost", dns)).isNull();
    }

    @Test
    void aForwardIsDialledWhereItListens() {
        assertThat(find("w.localhost", forward("w", "demo", null, "0.0.0.0", tcp(8081))))
                .isEqualTo("w 127.0.0.1 8081");
        assertThat(find("w.localhost", forward("w", "demo", null, "192.0.2.7", tcp(8081))))
                .isEqualTo("w 192.0.2.7 8081");
    }

    @Test
    void otherHostsMeanNothing() {
        ForwardView web = forward("web", "demo", "web", "127.0.0.1", tcp(8081));
        for (String host : List.of(
                "", ":", "localhost", ".localhost", "web", "web.localhost.example.test", "127.0.0.1", "[::1]:8088")) {
            assertThat(find(host, web)).as(host).isNull();
        }
    }

    @Test
    void allHostsAreListed() {
        assertThat(new HostTable(List.of(
                                forward("web", "demo", "web", "127.0.0.1", tcp(8081)),
                                forward("job", "demo", null, "127.0.0.1", tcp(8082))))
                        .hosts())
                .containsExactly("job.localhost", "web.demo.localhost", "web.localhost");
    }
}
