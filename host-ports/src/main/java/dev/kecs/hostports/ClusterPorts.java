package dev.kecs.hostports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Leases every cluster of one instance a host port: the lowest of a range that no cluster of any instance has,
/// that is not published by a container, running or stopped, and that can be bound now. Thread-safe. A lease
/// lasts until it is released, over restarts too: each cluster has a directory of its own, which owns the
/// cluster's lease and says whose it is.
public final class ClusterPorts {
    private static final String DESCRIPTION = "description";
    private final LeaseDirectory leases;
    private final Path owners;
    private final PublishedPorts published;
    private final IntPredicate free;
    private final Map<String, Integer> held = new HashMap<>();

    /// A cluster that leases a port.
    ///
    /// @param key a legal file name, unique in the instance
    /// @param description for the messages of others: `cluster production of instance default`
    public record Owner(String key, String description) {}

    /// @param owners this instance's directory for the owners of leases; made when it is missing
    /// @param free whether a port can be bound now, such as [#bindable]
    public ClusterPorts(LeaseDirectory leases, Path owners, PublishedPorts published, IntPredicate free) {
        this.leases = leases;
        this.owners = owners;
        this.published = published;
        this.free = free;
    }

    /// Whether neither a listener at every address of this host nor one at 127.0.0.1 or ::1 is in the way. A
    /// container engine that publishes at 127.0.0.1 is refused by the first two; the third would answer a client
    /// that calls `localhost`. The wildcard is bound for both families, so that it finds each of the three.
    public static boolean bindable(int port) {
        return PortProtocol.TCP.canBind(AddressLeases.EVERY_ADDRESS, port)
                && PortProtocol.TCP.canBind("127.0.0.1", port);
    }

    /// The owner's port; when it has none yet, the lowest free one.
    ///
    /// @throws NoFreePortException naming who holds which
    /// @throws UncheckedIOException when a directory cannot be used
    public int lease(Owner owner, PortRange range) throws NoFreePortException {
        // Before anything is locked, since it takes a while.
        Map<Integer, String> containers = published.now();
        synchronized (held) {
            Integer there = held.get(owner.key());
            if (there != null) {
                return there;
            }
            Path directory = begin(owner);
            Map<Integer, String> taken = new TreeMap<>();
            Optional<Integer> leased = leases.lease(
                            names(range), directory, name -> mayHave(portOf(name), containers, taken))
                    .map(ClusterPorts::portOf);
            if (leased.isEmpty()) {
                end(directory);
                IntStream.rangeClosed(range.first(), range.last())
                        .filter(port -> !taken.containsKey(port))
                        .forEach(port -> taken.put(port, holder(port)));
                throw new NoFreePortException(range, taken);
            }
            held.put(owner.key(), leased.get());
            return leased.get();
        }
    }

    private boolean mayHave(int port, Map<Integer, String> containers, Map<Integer, String> taken) {
        if (held.containsValue(port)) {
            // Its lease was lost with the shared directory, but it is in use.
            taken.put(port, "another cluster of this instance");
        } else if (containers.containsKey(port)) {
            taken.put(port, containers.get(port));
        } else if (!free.test(port)) {
            taken.put(port, "another program");
        }
        return !taken.containsKey(port);
    }

    private String holder(int port) {
        return leases.holder(name(port)).map(ClusterPorts::describe).orElse("another cluster, until just now");
    }

    private static String describe(Path owner) {
        try {
            return Files.readString(owner.resolve(DESCRIPTION));
        } catch (IOException undescribed) {
            return owner.toString();
        }
    }

    /// Holds on to a port that the owner was given before, whether or not it can be bound now: the owner itself
    /// may listen there.
    ///
    /// @return false when somebody else has leased it meanwhile
    public boolean keep(Owner owner, int port) {
        synchronized (held) {
            boolean kept = leases.claim(name(port), begin(owner));
            if (kept) {
                held.put(owner.key(), port);
            }
            return kept;
        }
    }

    /// The owner's port, as far as this process has leased or kept one.
    public OptionalInt of(Owner owner) {
        synchronized (held) {
            return Stream.ofNullable(held.get(owner.key()))
                    .mapToInt(Integer::intValue)
                    .findFirst();
        }
    }

    /// Gives the owner's port back, if it has one.
    public void release(Owner owner) {
        synchronized (held) {
            held.remove(owner.key());
            end(owners.resolve(owner.key()));
        }
    }

    /// Gives back what any owner but these has: leases of a process that was killed.
    public void releaseAllBut(Set<String> keys) {
        synchronized (held) {
            held.keySet().retainAll(keys);
            if (!Files.isDirectory(owners)) {
                return;
            }
            try (DirectoryStream<Path> all = Files.newDirectoryStream(owners)) {
                for (Path owner : all) {
                    if (!keys.contains(owner.getFileName().toString())) {
                        end(owner);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot look for leases in " + owners, failure);
            }
        }
    }

    /// The description is there before the lease, so that nobody finds a lease without one. A lease whose owner has no
    /// directory was left by an instance that was destroyed whole; it must not come to life with the new one's.
    private Path begin(Owner owner) {
        Path directory = owners.resolve(owner.key());
        if (!Files.isDirectory(directory)) {
            leases.releaseAll(directory);
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(DESCRIPTION), owner.description());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot keep a lease in " + directory, failure);
        }
        return directory;
    }

    private void end(Path owner) {
        leases.releaseAll(owner);
        try {
            Files.deleteIfExists(owner.resolve(DESCRIPTION));
            Files.deleteIfExists(owner);
        } catch (NoSuchFileException gone) {
            // Somebody deleted the instance's directory, and with it this.
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot give the lease of " + owner + " back", failure);
        }
    }

    private static Stream<String> names(PortRange range) {
        return IntStream.rangeClosed(range.first(), range.last()).mapToObj(ClusterPorts::name);
    }

    private static String name(int port) {
        return AddressLeases.EVERY_ADDRESS + "_" + port;
    }

    private static int portOf(String name) {
        return Integer.parseInt(name.substring(name.indexOf('_') + 1));
    }
}
