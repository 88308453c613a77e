package dev.kecs.agent.relay.udp;

import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.ResetCause;
import dev.kecs.agent.relay.route.Routes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's datagrams to one endpoint, and the answers. Owned by its loop's thread. It ends when nothing moved for
/// the idle time, or when its endpoint is gone; the client's next datagram begins another.
final class Exchange implements RelayLoop.Ready, RelayLoop.Timed {
    /// As with most NAT devices and Kubernetes' own proxies, when the forward names no other.
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int LOOKS = 4;
    private static final int A_TURN = 64;

    private final RelayLoop loop;
    private final UdpListener listener;
    private final Receiver receiver;
    private final InetSocketAddress client;
    private final Routes.Route route;
    private final DatagramChannel endpoint;
    private final long since = System.nanoTime();
    private long bytesIn;
    private long bytesOut;
    private long datagrams;
    private long seen = -1;
    private int quietLooks;
    private long dueAt;
    private boolean over;

    private Exchange(
            RelayLoop loop, UdpListener listener, Receiver receiver, InetSocketAddress client, Towards towards) {
        this.loop = loop;
        this.listener = listener;
        this.receiver = receiver;
        this.client = client;
        this.route = towards.route;
        this.endpoint = towards.endpoint;
    }

    private record Towards(Routes.Route route, DatagramChannel endpoint) {}

    /// Null when no endpoint takes it.
    static @Nullable Exchange begin(RelayLoop loop, UdpListener listener, Receiver receiver, InetSocketAddress client) {
        Routes.Route chosen = listener.routes().choose(Set.of());
        if (chosen == null) {
            return null;
        }
        try {
            DatagramChannel endpoint = DatagramChannel.open();
            Exchange exchange = new Exchange(loop, listener, receiver, client, new Towards(chosen, endpoint));
            boolean connected = false;
            try {
                exchange.connect();
                connected = true;
                return exchange;
            } finally {
                if (!connected) {
                    endpoint.close();
                }
            }
        } catch (IOException e) {
            listener.events().acceptFailed(e);
            return null;
        }
    }

    private void connect() throws IOException {
        endpoint.configureBlocking(false);
        Receiver.makeRoom(endpoint);
        // Connected, so that strangers' datagrams do not come in and the endpoint's refusal does.
        endpoint.connect(route.destination().address());
        endpoint.register(loop.selector(), SelectionKey.OP_READ, this);
        route.connections().incrementAndGet();
        listener.counters().joined();
        lookLater();
    }

    /// To the endpoint.
    void send(ByteBuffer datagram) {
        try {
            int sent = endpoint.write(datagram);
            datagrams++;
            bytesIn += sent;
            listener.counters().countIn(sent);
        } catch (PortUnreachableException e) {
            refused();
        } catch (IOException e) {
            failed(e);
        }
    }

    /// The endpoint has answered.
    @Override
    public void ready() {
        ByteBuffer buffer = loop.movers().buffer().forReading();
        try {
            for (int i = 0; i < A_TURN; i++) {
                buffer.clear();
                if (endpoint.receive(buffer) == null) {
                    return;
                }
                buffer.flip();
                int size = buffer.remaining();
                receiver.answer(buffer, client);
                datagrams++;
                bytesOut += size;
                listener.counters().countOut(size);
            }
        } catch (PortUnreachableException e) {
            refused();
        } catch (IOException e) {
            failed(e);
        }
    }

    /// Nobody listens there, at least not now. The next datagram may fare better, so nothing is given up.
    private void refused() {
        listener.events()
                .cutOff("nobody listens at UDP port "
                        + route.destination().address().getPort() + " of task "
                        + route.destination().name());
    }

    private void failed(IOException why) {
        if (!over) {
            listener.counters().countReset(ResetCause.PEER);
            listener.events().cutOff("datagrams cannot be moved: " + why.getMessage());
            end();
        }
    }

    void routesChanged() {
        if (listener.routes().find(route.destination()) == null) {
            end();
        }
    }

    LiveConnection now() {
        return new LiveConnection(
                client,
                LiveConnection.Stage.JOINED,
                route.destination(),
                Duration.ofNanos(System.nanoTime() - since),
                bytesIn,
                bytesOut);
    }

    private void lookLater() {
        long idle = listener.limits().idle().toNanos();
        dueAt = System.nanoTime() + (idle == 0 ? IDLE_NANOS : idle) / LOOKS;
        loop.watch(this);
    }

    @Override
    public long dueAt() {
        return dueAt;
    }

    /// Looks four times within the idle time, so that a datagram costs no look at the clock: it ends after that time
    /// and
    /// at most a quarter more.
    @Override
    public void due() {
        quietLooks = seen == datagrams ? quietLooks + 1 : 0;
        seen = datagrams;
        if (quietLooks >= LOOKS) {
            end();
        } else {
            lookLater();
        }
    }

    void end() {
        if (over) {
            return;
        }
        over = true;
        loop.unwatch(this);
        receiver.ended(client);
        route.connections().decrementAndGet();
        listener.counters().parted();
        try {
            endpoint.close();
        } catch (IOException e) {
            // The descriptor is gone, and there was nothing to deliver.
        }
    }
}
