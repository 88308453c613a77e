package dev.kecs.agent.relay.tcp;

import dev.kecs.agent.relay.loop.RelayLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Accepts from one listening socket; owned by the loop that the socket is registered with. When no descriptors are
/// left
/// it refuses with a reset, by help of the loop's reserve. When accepting fails even so, it rests for a moment instead
/// of spinning; waiting clients stay in the backlog.
final class Acceptor implements RelayLoop.Ready, RelayLoop.Timed {
    private static final int ACCEPTS_A_TURN = 64;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RelayLoop loop;
    private final TcpListener listener;
    private final ServerSocketChannel channel;
    private long restUntil;
    private boolean unpaced;

    Acceptor(RelayLoop loop, TcpListener listener, ServerSocketChannel channel) {
        this.loop = loop;
        this.listener = listener;
        this.channel = channel;
    }

    void start() {
        try {
            channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
        } catch (ClosedChannelException e) {
            // Closed before it began.
        }
    }

    @Override
    public void ready() {
        unpaced = unpaced || loop.movers().unpace(channel, channel.socket().getInetAddress());
        for (int i = 0; i < ACCEPTS_A_TURN; i++) {
            boolean refuses = loop.reserve().isSpent();
            SocketChannel client;
            try {
                client = channel.accept();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                if (refuses) {
                    rest();
                    return;
                }
                loop.reserve().spend();
                listener.events().acceptFailed(e);
                continue;
            }
            if (client == null) {
                return;
            }
            if (refuses) {
                listener.counters().arrived();
                listener.counters().countFailed();
                Connection.refuse(client);
                continue;
            }
            RelayLoop chosen = listener.loops().lightest(loop);
            Connection connection = new Connection(chosen, listener, client);
            if (chosen == loop) {
                connection.start();
            } else {
                chosen.execute(connection::start);
            }
        }
    }

    private void rest() {
        interest(0);
        restUntil = System.nanoTime() + REST_NANOS;
        loop.watch(this);
    }

    @Override
    public long dueAt() {
        return restUntil;
    }

    @Override
    public void due() {
        interest(SelectionKey.OP_ACCEPT);
    }

    private void interest(int operations) {
        SelectionKey key = channel.keyFor(loop.selector());
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a listening socket", e);
        }
    }
}
