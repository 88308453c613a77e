package dev.kecs.hostports;

import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Leases loopback addresses for tasks, from 127.64.0.1 to 127.127.255.254 (a KECS decision: far from what
/// other programs use), and host ports below the range from which systems pick client ports. Thread-safe.
public final class AddressLeases {
    /// Leases of ports that are free at every address.
    public static final String EVERY_ADDRESS = "0.0.0.0";

    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final int TRIES = 2_000;
    private final LeaseDirectory leases;
    private final RandomGenerator random;

    public AddressLeases(LeaseDirectory leases, RandomGenerator random) {
        this.leases = leases;
        this.random = random;
    }

    /// An address that fits now.
    ///
    /// @param owner an existing directory; the lease ends when it is removed or [#release] is called
    /// @throws IllegalStateException when 2,000 addresses were tried in vain
    public String leaseAddress(Path owner, Predicate<String> fits) {
        Stream<String> candidates = IntStream.range(0, TRIES)
                .mapToObj(attempt ->
                        "127." + random.nextInt(64, 128) + "." + random.nextInt(256) + "." + random.nextInt(1, 255));
        return leases.lease(candidates, owner, fits)
                .orElseThrow(() -> new IllegalStateException(
                        "No free loopback address found in " + TRIES + " tries; `kecs doctor` shows what is wrong"));
    }

    /// A port at `address` that can be bound now.
    public int leasePort(Path owner, String address, PortProtocol protocol) {
        Stream<String> candidates =
                IntStream.range(0, TRIES).mapToObj(attempt -> address + "_" + (LOWEST_PORT + random.nextInt(PORTS)));
        String leased = leases.lease(candidates, owner, candidate -> protocol.canBind(address, portOf(candidate)))
                .orElseThrow(() -> new IllegalStateException("No free port found at " + address));
        return portOf(leased);
    }

    public void release(String address, Path owner) {
        leases.release(address, owner);
    }

    public void releasePort(String address, int port, Path owner) {
        leases.release(address + "_" + port, owner);
    }

    private static int portOf(String candidate) {
        return Integer.parseInt(candidate.substring(candidate.indexOf('_') + 1));
    }
}
