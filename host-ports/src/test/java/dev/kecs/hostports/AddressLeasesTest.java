package dev.kecs.hostports;

import static org.assertj.core.api.Assertions.assertThat;

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
                        () -> new AddressLeases(leases(), new Random(7)).leaseAddress(owner, List.of())));
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

    @Test
    void aPortInUseIsNotLeased() throws Exception {
        try (ServerSocket busy = new ServerSocket()) {
            busy.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            assertThat(AddressLeases.canBind("127.0.0.1", busy.getLocalPort())).isFalse();
        }
        int port = new AddressLeases(leases(), new Random()).leasePort(directory, "127.0.0.1");
        assertThat(port).isBetween(20_000, 31_999);
    }

    private LeaseDirectory leases() {
        return new LeaseDirectory(directory.resolve("leases"));
    }
}
