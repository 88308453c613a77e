package dev.kecs.acceptance.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One connection through a forward to a raw echo, which sends a byte and waits for it a hundred times a second, on a
/// thread of its own. Other threads ask how it fares.
final class LongConnection implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("long-connection").daemon().factory());
    private final AtomicLong echoed = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    LongConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.setTcpNoDelay(true);
        var _ = thread.scheduleWithFixedDelay(this::exchange, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void exchange() {
        int sent = (int) (echoed.get() & 0xff);
        try {
            socket.getOutputStream().write(sent);
            int answer = socket.getInputStream().read();
            if (answer != sent) {
                throw new IOException("sent " + sent + " and got " + answer);
            }
            echoed.incrementAndGet();
        } catch (IOException lost) {
            failure.compareAndSet(null, lost);
            thread.shutdown();
        }
    }

    /// How many bytes have come back.
    long echoed() throws IOException {
        IOException lost = failure.get();
        if (lost != null) {
            throw new IOException("the long connection was lost after " + echoed.get() + " bytes", lost);
        }
        return echoed.get();
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        socket.close();
    }
}
