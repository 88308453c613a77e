package dev.kecs.agent.relay.tcp;

import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.agent.relay.route.LiveConnection;
import dev.kecs.agent.relay.route.ResetCause;
import dev.kecs.agent.relay.route.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection, owned by its loop's thread. It is held, dialling or joined:
///
/// | from | when | to |
/// |---|---|---|
/// | new, held | an open destination is there | dialling |
/// | new, dialling | no open destination is left untried | held |
/// | dialling | connected | joined |
/// | dialling | failed, too slow, or the destination is not open any more | dialling the next, or held |
/// | held | held too long, or too many are | reset |
/// | held | its client leaves, as far as that can be seen: [HeldClient] | closed |
/// | joined | both directions have ended | closed |
/// | joined | either socket fails, the destination is gone, or nothing moves for too long | reset |
/// | new | there are too many | reset |
final class Connection implements RelayLoop.Member, RelayLoop.Timed {
    private static final long DIAL_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int LOOKS = 4;

    private final RelayLoop loop;
    private final TcpListener listener;
    private final SocketChannel client;
    private final long since = System.nanoTime();
    private long dueAt;

    private boolean held;
    private int quietLooks;
    private long seen;
    private @Nullable HeldClient heldClient;
    private boolean over;
    private @Nullable Set<Destination> tried;
    private Routes.@Nullable Route route;
    private @Nullable SocketChannel endpoint;
    private @Nullable Junction junction;

    Connection(RelayLoop loop, TcpListener listener, SocketChannel client) {
        this.loop = loop;
        this.listener = listener;
        this.client = client;
    }

    /// What it is doing at this moment.
    LiveConnection now() {
        Junction joined = junction;
        Routes.Route towards = route;
        LiveConnection.Stage stage = joined != null
                ? LiveConnection.Stage.JOINED
                : held ? LiveConnection.Stage.HELD : LiveConnection.Stage.DIALLING;
        return new LiveConnection(
                from(),
                stage,
                towards == null ? null : towards.destination(),
                Duration.ofNanos(System.nanoTime() - since),
                joined == null ? 0 : joined.bytesIn(),
                joined == null ? 0 : joined.bytesOut());
    }

    private InetSocketAddress from() {
        try {
            return (InetSocketAddress) client.getRemoteAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("a client that is served has gone", e);
        }
    }

    boolean belongsTo(TcpListener other) {
        return listener == other;
    }

    void start() {
        listener.counters().arrived();
        loop.add(this);
        boolean allowed = listener.arrived();
        try {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            giveUp("the client's socket failed: " + e.getMessage());
            return;
        }
        if (!allowed) {
            giveUp("more than " + listener.limits().most() + " connections");
        } else if (listener.isClosed()) {
            abort();
        } else {
            dial();
        }
    }

    private void dial() {
        Routes.Route chosen = listener.routes().choose(tried == null ? Set.of() : tried);
        if (chosen == null) {
            hold();
            return;
        }
        SocketChannel channel;
        try {
            channel = SocketChannel.open(
                    chosen.destination().address().getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        } catch (IOException e) {
            loop.reserve().spend();
            giveUp("no socket can be made: " + e.getMessage());
            return;
        }
        release();
        route = chosen;
        endpoint = channel;
        chosen.connections().incrementAndGet();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            loop.movers().unpace(channel, chosen.destination().address().getAddress());
            // On the loopback interface the second look finds it connected, which saves a turn of the selector.
            if (channel.connect(chosen.destination().address()) || channel.finishConnect()) {
                join(channel, null);
            } else {
                SelectionKey key = channel.register(loop.selector(), SelectionKey.OP_CONNECT);
                key.attach((RelayLoop.Ready) () -> connected(channel, key));
                dueAt = System.nanoTime() + DIAL_NANOS;
                loop.watch(this);
            }
        } catch (IOException e) {
            dialFailed(e instanceof ConnectException ? DialFailure.REFUSED : DialFailure.UNREACHABLE);
        }
    }

    private void connected(SocketChannel channel, SelectionKey key) {
        try {
            if (channel.finishConnect()) {
                loop.unwatch(this);
                join(channel, key);
            }
        } catch (ConnectException e) {
            dialFailed(DialFailure.REFUSED);
        } catch (IOException e) {
            dialFailed(DialFailure.UNREACHABLE);
        }
    }

    private void join(SocketChannel channel, @Nullable SelectionKey key) throws IOException {
        tried = null;
        listener.counters().joined();
        Junction joined = new Junction(this, loop, listener.counters());
        junction = joined;
        HeldClient waited = heldClient;
        joined.begin(client, waited == null ? null : waited.take(), channel, key);
        watchIdleness();
    }

    private void dialFailed(DialFailure failure) {
        Routes.Route failed = route;
        hangUp();
        if (failed != null) {
            if (tried == null) {
                tried = new HashSet<>();
            }
            tried.add(failed.destination());
            listener.events().dialFailed(failed.destination(), failure);
        }
        dial();
    }

    /// Ends the attempt to reach an endpoint.
    private void hangUp() {
        loop.unwatch(this);
        Routes.Route left = route;
        if (left != null) {
            left.connections().decrementAndGet();
            route = null;
        }
        SocketChannel channel = endpoint;
        if (channel != null) {
            endpoint = null;
            closeQuietly(channel);
        }
    }

    private void hold() {
        if (held) {
            return;
        }
        if (!listener.counters().hold(listener.limits().mostHeld())) {
            giveUp("more than " + listener.limits().mostHeld() + " connections are held");
            return;
        }
        held = true;
        watchHold();
        HeldClient waiting = heldClient;
        if (waiting == null) {
            waiting = new HeldClient(loop, client, this::left);
            heldClient = waiting;
        }
        try {
            waiting.listen();
        } catch (ClosedChannelException e) {
            left();
            return;
        }
        listener.events().held();
    }

    private void watchHold() {
        dueAt = since + listener.limits().longestHold().toNanos();
        loop.watch(this);
    }

    private void release() {
        if (held) {
            held = false;
            listener.counters().release();
            loop.unwatch(this);
            HeldClient waited = heldClient;
            if (waited != null) {
                waited.pause();
            }
        }
    }

    private void left() {
        listener.counters().countFailed();
        end(false);
    }

    @Override
    public long dueAt() {
        return dueAt;
    }

    @Override
    public void due() {
        if (held) {
            giveUp("no endpoint was ready within "
                    + listener.limits().longestHold().toMillis() + " ms");
        } else if (junction == null) {
            dialFailed(DialFailure.TIMED_OUT);
        } else {
            lookForIdleness(junction);
        }
    }

    /// The listener's routes are new: follows them.
    void routesChanged() {
        tried = null;
        Routes.Route current = route;
        if (current == null) {
            if (held) {
                dial();
            }
            return;
        }
        Routes.Route now = listener.routes().find(current.destination());
        if (junction == null) {
            if (now == null || !now.destination().open()) {
                hangUp();
                dial();
            }
        } else if (now == null) {
            reset(ResetCause.ENDPOINT_GONE);
        }
    }

    /// Looks four times within the limit, so that nothing is done for a byte: what moves none is reset after the limit
    /// and at most a quarter more.
    private void watchIdleness() {
        long idle = listener.limits().idle().toNanos();
        if (idle > 0 && !over) {
            quietLooks = 0;
            seen = -1;
            dueAt = System.nanoTime() + idle / LOOKS;
            loop.watch(this);
        }
    }

    private void lookForIdleness(Junction joined) {
        long idle = listener.limits().idle().toNanos();
        if (idle == 0) {
            return;
        }
        long moved = joined.bytesIn() + joined.bytesOut();
        quietLooks = moved == seen ? quietLooks + 1 : 0;
        seen = moved;
        if (quietLooks >= LOOKS) {
            listener.events()
                    .cutOff("no byte moved for " + listener.limits().idle().toMillis() + " ms");
            reset(ResetCause.IDLE);
            return;
        }
        dueAt = System.nanoTime() + idle / LOOKS;
        loop.watch(this);
    }

    /// The listener's limits are new: follows them.
    void limitsChanged() {
        if (junction != null) {
            loop.unwatch(this);
            watchIdleness();
        } else if (held) {
            watchHold();
        }
    }

    private void giveUp(String reason) {
        if (!over) {
            listener.counters().countFailed();
            listener.events().givenUp(reason);
            end(true);
        }
    }

    /// Without ceremony: the listener is being closed.
    @Override
    public void abort() {
        if (junction != null) {
            reset(ResetCause.STOPPED);
        } else if (!over) {
            listener.counters().countFailed();
            end(true);
        }
    }

    /// Ends both sides with RST.
    void reset(ResetCause cause) {
        if (!over) {
            listener.counters().countReset(cause);
            end(true);
        }
    }

    /// Both directions have ended in order.
    void finished() {
        end(false);
    }

    private void end(boolean withReset) {
        if (over) {
            return;
        }
        over = true;
        listener.left();
        release();
        Junction joined = junction;
        if (joined != null) {
            joined.discard();
            listener.counters().parted();
        }
        HeldClient waited = heldClient;
        if (waited != null) {
            waited.discard();
        }
        SocketChannel channel = endpoint;
        if (withReset) {
            linger(client);
            if (channel != null && joined != null) {
                linger(channel);
            }
        }
        closeQuietly(client);
        hangUp();
        loop.remove(this);
    }

    /// Resets a client that never becomes a connection.
    static void refuse(SocketChannel client) {
        linger(client);
        closeQuietly(client);
    }

    private static void linger(SocketChannel channel) {
        SocketOption<Integer> option = StandardSocketOptions.SO_LINGER;
        try {
            channel.setOption(option, 0);
        } catch (IOException e) {
            // The socket is dead already, so there is nobody to send a reset to.
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is lost: the descriptor is gone, and the connection was over.
        }
    }
}
