package dev.kecs.agent.relay.tcp;

import dev.kecs.agent.relay.loop.RelayLoop;
import dev.kecs.agent.relay.move.ByteMover;
import dev.kecs.agent.relay.move.ByteMover.Progress;
import dev.kecs.agent.relay.route.Counters;
import dev.kecs.agent.relay.route.ResetCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A client's and an endpoint's socket, joined: two directions that end one by one. Owned by its loop's thread. The end
/// of one side's bytes becomes the end of output at the other; a failure of either ends both.
final class Junction {
    private final Connection connection;
    private final RelayLoop loop;
    private final Counters counters;
    private @Nullable Side client;
    private @Nullable Side endpoint;
    private long bytesIn;
    private long bytesOut;

    Junction(Connection connection, RelayLoop loop, Counters counters) {
        this.connection = connection;
        this.loop = loop;
        this.counters = counters;
    }

    /// @param early what the client has sent already; it belongs to the junction from now on
    /// @param key of the endpoint's socket, where it is registered already
    void begin(
            SocketChannel clientChannel,
            @Nullable ByteBuffer early,
            SocketChannel endpointChannel,
            @Nullable SelectionKey key)
            throws IOException {
        Side first = new Side(clientChannel);
        if (early != null) {
            first.mover.begin(early);
        }
        Side second = new Side(endpointChannel);
        client = first;
        endpoint = second;
        first.key = clientChannel.register(loop.selector(), 0, (RelayLoop.Ready) () -> ready(first, second));
        RelayLoop.Ready atEndpoint = () -> ready(second, first);
        if (key == null) {
            second.key = endpointChannel.register(loop.selector(), 0, atEndpoint);
        } else {
            key.attach(atEndpoint);
            second.key = key;
        }
        first.listens = true;
        second.listens = true;
        second.interest();
        // The client has often sent its request already.
        pump(first, second);
    }

    private void ready(Side side, Side other) {
        SelectionKey key = side.key;
        if (key == null || !key.isValid()) {
            return;
        }
        int ready = key.readyOps();
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            pump(other, side);
        }
        if ((ready & SelectionKey.OP_READ) != 0 && key.isValid()) {
            pump(side, other);
        }
    }

    private void pump(Side from, Side to) {
        if (from.delivered) {
            return;
        }
        try {
            Progress progress = from.mover.move(from.channel, to.channel);
            count(from, from.mover.moved());
            switch (progress) {
                case DRAINED, MORE -> {
                    from.listens = true;
                    to.owed = false;
                }
                case BLOCKED -> {
                    from.listens = false;
                    to.owed = true;
                }
                case ENDED -> {
                    from.listens = false;
                    from.delivered = true;
                    to.owed = false;
                    if (to.delivered) {
                        // Closing tells the end, too.
                        connection.finished();
                        return;
                    }
                    to.channel.shutdownOutput();
                }
            }
            from.interest();
            to.interest();
        } catch (IOException | CancelledKeyException e) {
            connection.reset(ResetCause.PEER);
        }
    }

    private void count(Side from, long bytes) {
        if (from == client) {
            bytesIn += bytes;
            counters.countIn(bytes);
        } else {
            bytesOut += bytes;
            counters.countOut(bytes);
        }
    }

    /// From the client.
    long bytesIn() {
        return bytesIn;
    }

    /// To the client.
    long bytesOut() {
        return bytesOut;
    }

    void discard() {
        Side first = client;
        Side second = endpoint;
        if (first != null) {
            first.mover.discard();
        }
        if (second != null) {
            second.mover.discard();
        }
    }

    /// One socket, and the bytes that come from it.
    private final class Side {
        private final SocketChannel channel;
        private final ByteMover mover = loop.movers().mover();
        private @Nullable SelectionKey key;
        private int interest = -1;

        /// Its bytes are wanted now.
        private boolean listens;
        /// It shall be told when it takes bytes again.
        private boolean owed;
        /// It has ended, and the other side knows.
        private boolean delivered;

        Side(SocketChannel channel) {
            this.channel = channel;
        }

        void interest() {
            int wanted = (listens ? SelectionKey.OP_READ : 0) | (owed ? SelectionKey.OP_WRITE : 0);
            SelectionKey registered = key;
            if (wanted != interest && registered != null) {
                interest = wanted;
                registered.interestOps(wanted);
            }
        }
    }
}
