package dev.kecs.acceptance.scale;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One connection to an echo, on a virtual thread of its own: it sends a block that no other connection sends, looks at
/// every byte that comes back, and sends the next. Other threads ask how it fares.
final class Flow {
    private static final int BLOCK = 16 << 10;
    /// Between two blocks, so that many flows leave some of the processor to what they are to notice.
    private static final Duration PACE = Duration.ofMillis(5);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicLong blocks = new AtomicLong();
    private final CompletableFuture<Long> outcome = new CompletableFuture<>();
    private volatile boolean ending;

    /// Connects now, and sends until it is ended.
    static Flow through(int port, int seed) throws IOException {
        Flow flow = new Flow();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        Thread.ofVirtual().name("flow-" + seed).start(() -> flow.run(socket, seed));
        return flow;
    }

    private void run(Socket connected, int seed) {
        Random random = new Random(seed);
        byte[] block = new byte[BLOCK];
        try (Socket socket = connected) {
            while (!ending) {
                random.nextBytes(block);
                socket.getOutputStream().write(block);
                byte[] back = socket.getInputStream().readNBytes(BLOCK);
                if (!Arrays.equals(block, back)) {
                    throw new IOException("block " + blocks + " came back with " + back.length + " bytes, the first "
                            + "other one at " + Arrays.mismatch(block, back));
                }
                blocks.incrementAndGet();
                LockSupport.parkNanos(PACE.toNanos());
            }
            socket.shutdownOutput();
            int rest = socket.getInputStream().readAllBytes().length;
            if (rest != 0) {
                throw new IOException(rest + " bytes came that nobody sent");
            }
            outcome.complete(blocks.get());
        } catch (IOException | RuntimeException lost) {
            outcome.completeExceptionally(
                    new IOException("flow " + seed + " was lost after " + blocks + " blocks", lost));
        }
    }

    /// How many blocks have come back whole.
    ///
    /// @throws java.util.concurrent.CompletionException when a byte was lost
    long blocks() {
        return outcome.isDone() ? outcome.join() : blocks.get();
    }

    /// Sends no more and waits for the end, which must come after the last byte.
    ///
    /// @return how many blocks have come back whole
    /// @throws java.util.concurrent.CompletionException when a byte was lost
    long end() {
        ending = true;
        return outcome.join();
    }
}
