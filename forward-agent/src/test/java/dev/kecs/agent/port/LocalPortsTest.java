package dev.kecs.agent.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.kecs.protocol.target.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPortsTest {
    private static final PortRange EPHEMERAL = PortRange.ephemeral();
    private final LocalPorts ports = new LocalPorts(EPHEMERAL, RandomGenerator.of("L64X128MixRandom"));

    private static void close(BoundPort bound) {
        bound.release();
    }

    @Test
    void aChosenPortLiesOutsideTheEphemeralRangeAndIsTheSameAtEveryAddress() throws Exception {
        BoundPort bound = ports.bindAny(Transport.TCP, List.of(), Set.of());
        assertThat(EPHEMERAL.contains(bound.port().number())).isFalse();
        assertThat(bound.addresses()).contains("127.0.0.1").hasSameSizeAs(bound.channels());
        for (ServerSocketChannel channel : ((BoundPort.Tcp) bound).channels()) {
            assertThat(channel.getLocalAddress().toString()).endsWith(":" + bound.port());
        }
        close(bound);
    }

    @Test
    void addressesThatCannotGoTogetherAreGivenUpSoonForNoOwnerIsLookedFor() {
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> ports.bindAny(Transport.TCP, List.of("127.0.0.1", "0.0.0.0"), Set.of()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("no free local port found in 2000 tries"));
    }

    @Test
    void aPromisedPortIsNotChosen() throws Exception {
        LocalPorts fixed = new LocalPorts(EPHEMERAL, () -> 0);
        BoundPort first = fixed.bindAny(Transport.TCP, List.of(), Set.of());
        close(first);
        BoundPort second = fixed.bindAny(Transport.TCP, List.of(), Set.of(first.port()));
        assertThat(second.port()).isNotEqualTo(first.port());
        close(second);
    }

    @Test
    void aPortTakenAtOneAddressIsTakenAndNothingStaysBound() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"))) {
            LocalPort port = LocalPort.tcp(other.getLocalPort());
            assertThatThrownBy(() -> ports.bind(port, List.of("127.0.0.1", "127.0.0.2")))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("127.0.0.2")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            close(ports.bind(port, List.of("127.0.0.1")));
        }
    }

    @Test
    void aPortTakenOnlyAtTheOtherLoopbackAddressIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            BoundPort free = ports.bindAny(Transport.TCP, List.of(), Set.of());
            close(free);
            other.bind(new InetSocketAddress(
                    InetAddress.ofLiteral("::1"), free.port().number()));
            assertThatThrownBy(() -> ports.bind(free.port(), List.of()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("at ::1")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            close(ports.bind(free.port(), List.of("127.0.0.1")));
            BoundPort another = new LocalPorts(EPHEMERAL, () -> 0).bindAny(Transport.TCP, List.of(), Set.of());
            assertThat(another.port()).isNotEqualTo(free.port());
            close(another);
        }
    }

    @Test
    void tcpAndUdpPortsOfTheSameNumberAreTwo() throws Exception {
        BoundPort tcp = ports.bindAny(Transport.TCP, List.of(), Set.of());
        BoundPort udp = ports.bind(LocalPort.udp(tcp.port().number()), List.of());
        assertThat(udp.addresses()).isEqualTo(tcp.addresses());
        assertThatThrownBy(() -> ports.bind(udp.port(), List.of("127.0.0.1")))
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("port " + udp.port() + " at 127.0.0.1")
                .hasMessageContaining("pid " + ProcessHandle.current().pid());
        close(tcp);
        close(udp);
    }

    @Test
    void aPortIsTakenInWhateverLanguageTheSystemSaysIt() throws Exception {
        LocalPorts.Binder<ServerSocketChannel> german = address -> {
            try {
                return LocalPorts.listening(address);
            } catch (BindException e) {
                throw new BindException("Die Adresse wird bereits verwendet");
            }
        };
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(
                            () -> LocalPorts.bindAll(LocalPort.tcp(other.getLocalPort()), List.of("127.0.0.1"), german))
                    .isInstanceOf(PortTakenException.class);
        }
        assertThatThrownBy(() -> LocalPorts.bindAll(LocalPort.tcp(20_000), List.of("192.0.2.1"), german))
                .isNotInstanceOf(PortTakenException.class)
                .hasMessageContaining("Die Adresse wird bereits verwendet");
    }

    @Test
    void aPortThatOnlyRootMayBindIsNotTaken() {
        LocalPorts.Binder<ServerSocketChannel> unprivileged = address -> {
            if (address.getPort() > 0 && address.getPort() < 1024) {
                throw new BindException("Permission denied");
            }
            return LocalPorts.listening(address);
        };
        assertThatThrownBy(() -> LocalPorts.bindAll(LocalPort.tcp(80), List.of("127.0.0.1"), unprivileged))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen at 127.0.0.1 port 80: Permission denied");
    }

    @Test
    void anAddressThatIsNotHereIsAnErrorOfItsOwn() {
        assertThatThrownBy(() -> ports.bind(LocalPort.tcp(20_000), List.of("192.0.2.1")))
                .hasMessageContaining("192.0.2.1");
    }

    @Test
    void theRangeIsReadFromTheSystemOrAssumed(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("range");
        Files.writeString(file, "32768\t60999\n");
        assertThat(PortRange.read(file)).isEqualTo(new PortRange(32_768, 60_999));
        assertThat(PortRange.read(directory.resolve("none"))).isEqualTo(new PortRange(49_152, 65_535));
    }

    /// A file of /proc/sys is not read like others.
    @Test
    void onLinuxTheSystemsOwnRangeIsFound() throws Exception {
        Path source = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        if (Files.exists(source)) {
            try (BufferedReader reader = Files.newBufferedReader(source)) {
                String[] ends = reader.readLine().split("\\s+", -1);
                assertThat(PortRange.ephemeral())
                        .isEqualTo(new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
            }
        } else {
            assertThat(PortRange.ephemeral()).isEqualTo(new PortRange(49_152, 65_535));
        }
    }

    @Test
    void everyPortOutsideARangeHasAnIndexOfItsOwn() {
        for (PortRange range : List.of(
                new PortRange(5, 7),
                new PortRange(1, 3),
                new PortRange(8, 30),
                new PortRange(40, 50),
                new PortRange(1, 50))) {
            List<Integer> outside = IntStream.rangeClosed(3, 9)
                    .filter(port -> !range.contains(port))
                    .boxed()
                    .toList();
            assertThat(IntStream.range(0, range.countOutside(3, 9)).mapToObj(index -> range.outside(3, index)))
                    .as("%s", range)
                    .containsExactlyElementsOf(outside);
        }
    }
}
