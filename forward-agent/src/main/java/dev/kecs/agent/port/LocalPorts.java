package dev.kecs.agent.port;

import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    public BoundPort bind(LocalPort port, List<String> addresses) throws PortTakenException, IOException {
        List<String> chosen = addresses.isEmpty() ? loopbacks() : addresses;
        return switch (port.transport()) {
            case TCP -> new BoundPort.Tcp(port, chosen, bindAll(port, chosen, LocalPorts::listening));
            case UDP -> new BoundPort.Udp(port, chosen, bindAll(port, chosen, LocalPorts::receiving));
        };
    }

    interface Binder<C> {
        C bind(InetSocketAddress address) throws IOException;
    }

    static <C extends NetworkChannel> List<C> bindAll(LocalPort port, List<String> addresses, Binder<C> binder)
            throws PortTakenException, IOException {
        List<C> channels = new ArrayList<>();
        boolean bound = false;
        try {
            for (String address : addresses) {
                InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(address), port.number());
                try {
                    channels.add(binder.bind(at));
                } catch (BindException e) {
                    if (saysTaken(e, at.getAddress(), binder)) {
                        throw new PortTakenException(port, address);
                    }
                    throw new IOException("cannot listen at " + address + " port " + port + ": " + e.getMessage(), e);
                }
            }
            bound = true;
            return channels;
        } finally {
            if (!bound) {
                for (C channel : channels) {
                    channel.close();
                }
            }
        }
    }

    /// Whether it is what the system says of a port that is taken: it says that in the user's language, so such a port
    /// is made here, and asked for again. What else keeps a port from being bound, as that only root may, has other
    /// words.
    private static <C extends NetworkChannel> boolean saysTaken(
            BindException failure, InetAddress address, Binder<C> binder) throws IOException {
        try (C taken = binder.bind(new InetSocketAddress(address, 0))) {
            try (C _ = binder.bind((InetSocketAddress) taken.getLocalAddress())) {
                return false;
            } catch (BindException e) {
                return Objects.equals(failure.getMessage(), e.getMessage());
            }
        } catch (BindException e) {
            // Nothing can be bound at this address, so the port is not the reason.
            return false;
        }
    }

    static ServerSocketChannel listening(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        boolean bound = false;
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            bound = true;
            return channel;
        } finally {
            if (!bound) {
                channel.close();
            }
        }
    }

    /// Of the address's own family, so that answers leave from the address that was asked.
    private static DatagramChannel receiving(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        boolean bound = false;
        try {
            channel.bind(address);
            bound = true;
            return channel;
        } finally {
            if (!bound) {
                channel.close();
            }
        }
    }

    /// Binds a port of its own choice, outside the ephemeral range, beginning anywhere.
    ///
    /// @param promised ports that belong to somebody who may not listen at the moment
    public BoundPort bindAny(Transport transport, List<String> addresses, Set<LocalPort> promised)
            throws PortTakenException, IOException {
        int count = ephemeral.countOutside(LOWEST_CHOSEN, HIGHEST);
        int start = count == 0 ? 0 : random.nextInt(count);
        int tries = 0;
        for (int i = 0; i < count && tries < TRIES; i++) {
            LocalPort port = new LocalPort(ephemeral.outside(LOWEST_CHOSEN, (start + i) % count), transport);
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
