package dev.kecs.server.aws;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.emulator.task.TaskEndpoints;
import dev.kecs.hostports.relay.AddressRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This API, for tasks of clusters that do not share this host's loopback: at the address that each of them reaches,
/// and at the API's own port, so that what tasks were told is still true after a restart with that port. The API
/// answers for all of AWS. Any thread may call it.
public final class ApiDoors implements HostDoors, TaskEndpoints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDoors.class);

    /// @param relay empty where the API itself listens at the address
    private record Door(String address, int port, Optional<AddressRelay> relay) {}

    private final Supplier<Optional<String>> api;
    private final boolean everywhere;
    // Guarded by this.
    private final Map<ClusterArn, Door> doors = new HashMap<>();

    /// @param api its URL at this host; empty before it listens
    /// @param bind the address at which it listens; a wildcard needs no relays
    public ApiDoors(Supplier<Optional<String>> api, String bind) {
        this.api = api;
        this.everywhere = bind.equals("0.0.0.0") || bind.equals("::");
    }

    @Override
    public synchronized OptionalInt open(ClusterArn cluster, String address) {
        Door standing = doors.get(cluster);
        if (standing != null && standing.address().equals(address)) {
            return OptionalInt.of(standing.port());
        }
        close(cluster);
        URI url = api.get().map(URI::create).orElseThrow(() -> new EngineException("the API does not listen yet"));
        int port = url.getPort();
        try {
            InetAddress target = InetAddress.getAllByName(url.getHost())[0];
            boolean there = everywhere || target.equals(InetAddress.ofLiteral(address));
            Optional<AddressRelay> relay = there
                    ? Optional.empty()
                    : Optional.of(AddressRelay.listen(address, port, new InetSocketAddress(target, port)));
            doors.put(cluster, new Door(address, port, relay));
            return OptionalInt.of(port);
        } catch (IOException refused) {
            throw new EngineException(
                    "the API cannot be served at " + address + ":" + port + ": " + refused.getMessage(), refused);
        }
    }

    /// As the cluster's tasks see it.
    @Override
    public synchronized Optional<String> of(ClusterArn cluster) {
        return Optional.ofNullable(doors.get(cluster)).map(door -> "http://" + NAME + ":" + door.port());
    }

    @Override
    public synchronized void close(ClusterArn cluster) {
        Optional.ofNullable(doors.remove(cluster)).ifPresent(ApiDoors::end);
    }

    private static void end(Door door) {
        try {
            if (door.relay().isPresent()) {
                door.relay().get().close();
            }
        } catch (IOException failure) {
            LOG.warn("A relay could not be closed", failure);
        }
    }

    @Override
    public synchronized void close() {
        doors.values().forEach(ApiDoors::end);
        doors.clear();
    }
}
