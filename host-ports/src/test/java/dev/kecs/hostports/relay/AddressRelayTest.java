package dev.kecs.hostports.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AddressRelayTest {
    private static final String ADDRESS = "127.8.7.6";
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static InetSocketAddress address(ServerSocket target) {
        return (InetSocketAddress) target.getLocalSocketAddress();
    }

    private static Socket connect(String address, int port) throws IOException {
        return new Socket(InetAddress.ofLiteral(address), port);
    }

    @Test
    void bothDirectionsArePassedOnToTheirEnds() throws Exception {
        try (ServerSocket target = listen();
                AddressRelay relay = AddressRelay.listen(ADDRESS, 0, address(target));
                Socket client = connect(ADDRESS, relay.port());
                Socket server = target.accept()) {
            client.getOutputStream().write("asked".getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).asString().isEqualTo("asked");
            server.getOutputStream().write("answered".getBytes(StandardCharsets.UTF_8));
            server.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answered");
        }
    }

    @Test
    void itListensAtItsAddressAndAtNoOther() throws Exception {
        try (AddressRelay relay = AddressRelay.listen(ADDRESS, 0, NOBODY)) {
            assertThatThrownBy(() -> connect("127.0.0.1", relay.port())).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> connect("127.8.7.7", relay.port())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aTargetThatIsNotThereEndsTheConnectionAndTheNextOneIsTaken() throws Exception {
        try (AddressRelay relay = AddressRelay.listen(ADDRESS, 0, NOBODY)) {
            for (int i = 0; i < 2; i++) {
                try (Socket client = connect(ADDRESS, relay.port())) {
                    assertThat(client.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void oneMoreThanItMayCarryWaitsUntilAnotherHasEnded() throws Exception {
        try (ServerSocket target = listen();
                AddressRelay relay = AddressRelay.listen(
                        new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0),
                        address(target),
                        new AddressRelay.Limits(1, Duration.ofMinutes(1)));
                Socket first = connect(ADDRESS, relay.port());
                Socket carried = target.accept();
                Socket second = connect(ADDRESS, relay.port())) {
            second.getOutputStream().write('2');
            first.getOutputStream().write('1');
            assertThat(carried.getInputStream().read()).isEqualTo('1');
            target.setSoTimeout(200);
            assertThatThrownBy(target::accept).isInstanceOf(SocketTimeoutException.class);
            first.shutdownOutput();
            carried.shutdownOutput();
            target.setSoTimeout(0);
            try (Socket next = target.accept()) {
                assertThat(next.getInputStream().read()).isEqualTo('2');
            }
        }
    }

    /// As a pool of connections keeps those that the server has closed for idleness.
    @Test
    void aClientThatKeepsAConnectionWhoseTargetHasEndedKeepsNoPlace() throws Exception {
        try (ServerSocket target = listen();
                AddressRelay relay = AddressRelay.listen(
                        new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), 0),
                        address(target),
                        new AddressRelay.Limits(1, Duration.ofMillis(50)));
                Socket idle = connect(ADDRESS, relay.port())) {
            target.accept().close();
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            target.setSoTimeout(20_000);
            try (Socket second = connect(ADDRESS, relay.port());
                    Socket carried = target.accept()) {
                second.getOutputStream().write('2');
                assertThat(carried.getInputStream().read()).isEqualTo('2');
            }
        }
    }

    @Test
    void whatItCarriesEndsWithIt() throws Exception {
        try (ServerSocket target = listen()) {
            Socket client;
            Socket server;
            int port;
            try (AddressRelay relay = AddressRelay.listen(ADDRESS, 0, address(target))) {
                port = relay.port();
                client = connect(ADDRESS, port);
                server = target.accept();
            }
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> connect(ADDRESS, port)).isInstanceOf(IOException.class);
        }
    }
}
