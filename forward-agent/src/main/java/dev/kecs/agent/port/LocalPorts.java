package dev.kecs.agent.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Binds local ports, the same one at every address. Safe for any thread.
public final class LocalPorts {
    private static final int LOWEST_CHOSEN = 10_000;
    private static final int HIGHEST = 65_535;
    private static final int BACKLOG = 1024;
    private static final int TRIES = 2000;
    private static final List<String> BOTH_LOOPBACKS = List.of("127.0.0.1", "::1");

    private final PortRange ephemeral;
    private final RandomGenerator random;

    public LocalPorts(PortRange ephemeral, RandomGenerator random) {
        this.ephemeral = ephemeral;
        this.random = random;
    }

    /// Binds exactly this port.
    ///
    /// @param addresses literal ones; empty means 127.0.0.1, and ::1 where it exists
    public BoundPort bind(int port, List<String> addresses) throws PortTakenException, IOException {
        List<String> chosen = addresses.isEmpty() ? loopbacks() : addresses;
        List<ServerSocketChannel> channels = new ArrayList<>();
        boolean bound = false;
        try {
            for (String address : chosen) {
                ServerSocketChannel channel = ServerSocketChannel.open();
                channels.add(channel);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(address), port);
                try {
                    channel.bind(at, BACKLOG);
                } catch (BindException e) {
                    if (String.valueOf(e.getMessage()).contains("in use")) {
                        throw new PortTakenException(at, PortOwner.of(port));
                    }
                    throw new IOException("cannot listen at " + address + " port " + port + ": " + e.getMessage(), e);
                }
            }
            bound = true;
            return new BoundPort(port, chosen, channels);
        } finally {
            if (!bound) {
                for (ServerSocketChannel channel : channels) {
                    channel.close();
                }
            }
        }
    }

    /// Binds a port of its own choice, outside the ephemeral range, beginning anywhere.
    ///
    /// @param promised ports that belong to somebody who may not listen at the moment
    public BoundPort bindAny(List<String> addresses, Set<Integer> promised) throws PortTakenException, IOException {
        int count = ephemeral.countOutside(LOWEST_CHOSEN, HIGHEST);
        int start = count == 0 ? 0 : random.nextInt(count);
        int tries = 0;
        for (int i = 0; i < count && tries < TRIES; i++) {
            int port = ephemeral.outside(LOWEST_CHOSEN, (start + i) % count);
            if (promised.contains(port)) {
                continue;
            }
            tries++;
            try {
                return bind(port, addresses);
            } catch (PortTakenException e) {
                // The next one, then.
            }
        }
        throw new IOException("no free local port found in " + tries + " tries outside " + ephemeral.first() + " to "
                + ephemeral.last());
    }

    private static List<String> loopbacks() throws IOException {
        NetworkInterface owner = NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1"));
        return owner == null ? List.of("127.0.0.1") : BOTH_LOOPBACKS;
    }
}
