package dev.kecs.agent.relay.udp;

import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.route.LiveConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Receives from one local socket, and gives each client an exchange of its own. Owned by its loop's thread. A
/// datagram that has no destination is dropped, as the network would: whoever speaks UDP expects that.
final class Receiver implements RelayLoop.Ready, RelayLoop.Member {
    /// As many as a client's port can be told apart from others at the same time, when nobody says another number.
    private static final int MOST = 1024;

    private static final int A_TURN = 64;
    private static final int ROOM = 1 << 20;

    private final RelayLoop loop;
    private final UdpListener listener;
    private final DatagramChannel channel;

    /// The one that has been quiet longest comes first.
    private final Map<SocketAddress, Exchange> exchanges = new LinkedHashMap<>(16, 0.75f, true);

    Receiver(RelayLoop loop, UdpListener listener, DatagramChannel channel) {
        this.loop = loop;
        this.listener = listener;
        this.channel = channel;
    }

    void start() {
        try {
            makeRoom(channel);
            channel.register(loop.selector(), SelectionKey.OP_READ, this);
            loop.add(this);
        } catch (ClosedChannelException e) {
            // Closed before it began.
        } catch (IOException e) {
            listener.events().acceptFailed(e);
        }
    }

    /// So that a burst finds room while the loop serves others. The system may give less (see socket(7)).
    static void makeRoom(DatagramChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, ROOM);
    }

    @Override
    public void ready() {
        ByteBuffer buffer = loop.movers().buffer().forReading();
        for (int i = 0; i < A_TURN; i++) {
            buffer.clear();
            SocketAddress client;
            try {
                client = channel.receive(buffer);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                listener.events().acceptFailed(e);
                return;
            }
            if (client == null) {
                return;
            }
            buffer.flip();
            Exchange exchange = exchanges.get(client);
            if (exchange == null) {
                exchange = begin((InetSocketAddress) client);
            }
            if (exchange != null) {
                exchange.send(buffer);
            }
        }
    }

    private @Nullable Exchange begin(InetSocketAddress client) {
        int limit = listener.limits().most() == 0 ? MOST : listener.limits().most();
        if (exchanges.size() >= limit) {
            exchanges.values().iterator().next().end();
        }
        listener.counters().arrived();
        Exchange begun = Exchange.begin(loop, listener, this, client);
        if (begun == null) {
            listener.counters().countFailed();
        } else {
            exchanges.put(client, begun);
        }
        return begun;
    }

    /// Sends an endpoint's answer on its way.
    void answer(ByteBuffer datagram, InetSocketAddress client) throws IOException {
        channel.send(datagram, client);
    }

    void ended(InetSocketAddress client) {
        exchanges.remove(client);
    }

    void routesChanged() {
        for (Exchange exchange : new ArrayList<>(exchanges.values())) {
            exchange.routesChanged();
        }
    }

    void addTo(List<LiveConnection> all) {
        exchanges.values().forEach(exchange -> all.add(exchange.now()));
    }

    @Override
    public void abort() {
        loop.remove(this);
        new ArrayList<>(exchanges.values()).forEach(Exchange::end);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a UDP socket", e);
        }
    }
}
