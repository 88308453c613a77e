package dev.kecs.hostports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressLeasesTest {
    @TempDir
    Path directory;

    @Test
    void ownersLeasingAtOnceGetDistinctAddresses() throws Exception {
        List<Future<String>> leased = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                Path owner = Files.createDirectory(directory.resolve("owner" + i));
                // The same seed for all: every owner wants the same addresses in the same order.
                leased.add(threads.submit(
                        () -> new AddressLeases(leases(), new Random(7)).leaseAddress(owner, any -> true)));
            }
        }
        List<String> addresses = new ArrayList<>();
        for (Future<String> one : leased) {
            addresses.add(one.get());
        }
        assertThat(addresses).hasSize(64).doesNotHaveDuplicates();
    }

    @Test
    void anAddressReturnsWhenItsOwnerIsGone() throws Exception {
        Path owner = Files.createDirectory(directory.resolve("owner"));
        Path other = Files.createDirectory(directory.resolve("other"));
        assertThat(leases().lease(Stream.of("127.64.0.1"), owner, any -> true)).contains("127.64.0.1");
        assertThat(leases().lease(Stream.of("127.64.0.1"), other, any -> true)).isEqualTo(Optional.empty());
        Files.delete(owner);
        assertThat(leases().lease(Stream.of("127.64.0.1"), other, any -> true)).contains("127.64.0.1");
    }

    @Test
    void aLeaseIsGivenBackByItsOwnerOnly() throws Exception {
        Path owner = Files.createDirectory(directory.resolve("owner"));
        Path other = Files.createDirectory(directory.resolve("other"));
        leases().lease(Stream.of("127.64.0.1"), owner, any -> true);
        leases().release("127.64.0.1", other);
        assertThat(leases().lease(Stream.of("127.64.0.1"), other, any -> true)).isEmpty();
        leases().release("127.64.0.1", owner);
        assertThat(leases().lease(Stream.of("127.64.0.1"), other, any -> true)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aLeasedPortIsFree(PortProtocol protocol) {
        int port = new AddressLeases(leases(), new Random()).leasePort(directory, "127.0.0.1", protocol);
        assertThat(port).isBetween(20_000, 31_999);
        assertThat(protocol.canBind("127.0.0.1", port)).isTrue();
    }

    @Test
    void aPortInUseIsTakenForItsOwnProtocol() throws Exception {
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            tcp.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertThat(PortProtocol.TCP.canBind("127.0.0.1", tcp.getLocalPort()))
                    .isFalse();
            assertThat(PortProtocol.UDP.canBind("127.0.0.1", udp.getLocalPort()))
                    .isFalse();
        }
    }

    private LeaseDirectory leases() {
        return new LeaseDirectory(directory.resolve("leases"));
    }
}
