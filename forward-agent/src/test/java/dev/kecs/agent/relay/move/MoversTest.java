package dev.kecs.agent.relay.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoversTest {
    private static final long ENOUGH = 256L << 20;
    /// What a copying turn may give: what was kept, and four reads of half a mebibyte.
    private static final long MOST_A_TURN = 5L << 19;
    private static final long LONGEST_WAIT_MILLIS = 10_000;

    /// Two joined sockets of one connection.
    private record Connection(SocketChannel near, SocketChannel far) implements AutoCloseable {
        static Connection open() throws IOException {
            try (ServerSocketChannel listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                SocketChannel near = SocketChannel.open(listener.getLocalAddress());
                return new Connection(near, listener.accept());
            }
        }

        @Override
        public void close() throws IOException {
            near.close();
            far.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Movers.Kind.class)
    void howeverMuchThereIsATurnEndsForTheLoopsOtherConnections(Movers.Kind kind) throws Exception {
        awaitTheCalls(kind);
        try (Connection source = Connection.open();
                Connection sink = Connection.open();
                Selector selector = Selector.open();
                Movers movers = Movers.of(kind)) {
            source.near().configureBlocking(false);
            sink.near().configureBlocking(false);
            SelectionKey reads = source.near().register(selector, 0);
            SelectionKey writes = sink.near().register(selector, 0);
            Thread.ofVirtual().start(() -> pour(source.far()));
            Thread.ofVirtual().start(() -> drain(sink.far()));
            ByteMover mover = movers.mover();
            long moved = 0;
            while (moved < ENOUGH) {
                ByteMover.Progress progress = mover.move(source.near(), sink.near());
                assertThat(mover.moved()).isLessThanOrEqualTo(MOST_A_TURN);
                moved += mover.moved();
                reads.interestOps(progress == ByteMover.Progress.BLOCKED ? 0 : SelectionKey.OP_READ);
                writes.interestOps(progress == ByteMover.Progress.BLOCKED ? SelectionKey.OP_WRITE : 0);
                selector.select(key -> {}, LONGEST_WAIT_MILLIS);
            }
            mover.discard();
        }
    }

    /// Until it is known whether the kernel can move bytes; before that, both kinds copy.
    private static void awaitTheCalls(Movers.Kind kind) {
        if (kind == Movers.Kind.SPLICING) {
            try (PipePool pipes = new PipePool(System::nanoTime)) {
                await().until(() -> {
                    Kernel.Pipe pipe = pipes.take();
                    if (pipe != null) {
                        pipes.release(pipe, true);
                    }
                    return !Movers.word().equals("untried");
                });
            }
        }
    }

    private static void pour(SocketChannel channel) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
        try {
            while (channel.write(bytes.clear()) >= 0) {
                // On.
            }
        } catch (IOException e) {
            // Closed, which ends it.
        }
    }

    private static void drain(SocketChannel channel) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
        try {
            while (channel.read(bytes.clear()) >= 0) {
                // On.
            }
        } catch (IOException e) {
            // Closed, which ends it.
        }
    }
}
