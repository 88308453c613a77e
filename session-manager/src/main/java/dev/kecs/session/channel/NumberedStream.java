package dev.kecs.session.channel;

import dev.kecs.session.message.AgentMessage;
import dev.kecs.session.message.Contents;
import dev.kecs.session.message.MessageType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The messages of a channel that carry data. Both sides count theirs from 0 and acknowledge each of the other's; what
/// stays unacknowledged is sent again, because the plugin drops what comes before it is ready. Any thread may call it.
final class NumberedStream {
    /// Unacknowledged messages; who sends more waits.
    private static final int WINDOW = 128;

    private static final long FIRST_PATIENCE = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PATIENCE = Duration.ofSeconds(10).toNanos();

    /// Who takes what the other side sends, in order.
    @FunctionalInterface
    interface Receiver {
        /// Must return quickly.
        ///
        /// @return false when there is no room; the other side sends it again
        boolean offer(AgentMessage message);
    }

    private final Wire wire;
    private final Receiver receiver;
    private final InstantSource clock;
    private final Map<Long, ByteBuffer> unacknowledged = new LinkedHashMap<>();
    private long sent;
    private long received;
    private long oldestSentAt;
    private long patience = FIRST_PATIENCE;
    private boolean closed;

    NumberedStream(Wire wire, Receiver receiver, InstantSource clock) {
        this.wire = wire;
        this.receiver = receiver;
        this.clock = clock;
    }

    /// Waits while the other side has much to acknowledge.
    ///
    /// @throws IOException when the channel is closed
    synchronized void send(int kind, byte[] payload) throws IOException {
        try {
            while (!closed && unacknowledged.size() >= WINDOW) {
                wait();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(hurry);
        }
        if (closed) {
            throw new IOException("the session is closed");
        }
        ByteBuffer message =
                AgentMessage.of(MessageType.OUTPUT, sent, kind, payload, clock).bytes();
        if (unacknowledged.isEmpty()) {
            begin(FIRST_PATIENCE);
        }
        unacknowledged.put(sent, message);
        sent++;
        wire.send(message.duplicate());
        notifyAll();
    }

    /// A message of the other side; what is not about data is ignored.
    synchronized void received(AgentMessage message) {
        switch (message.type()) {
            case MessageType.INPUT -> input(message);
            case MessageType.ACKNOWLEDGE ->
                Contents.acknowledged(message.text()).ifPresent(this::acknowledged);
            default -> {}
        }
    }

    /// What overtook another is left unacknowledged, and comes again.
    private void input(AgentMessage message) {
        if (closed || message.sequence() > received) {
            return;
        }
        if (message.sequence() == received) {
            if (!receiver.offer(message)) {
                return;
            }
            received++;
        }
        wire.send(AgentMessage.of(MessageType.ACKNOWLEDGE, 0, 0, Contents.acknowledgement(message), clock)
                .bytes());
    }

    private void acknowledged(long sequence) {
        Iterator<Long> oldest = unacknowledged.keySet().iterator();
        if (oldest.hasNext() && oldest.next() == sequence) {
            begin(FIRST_PATIENCE);
        }
        unacknowledged.remove(sequence);
        notifyAll();
    }

    private void begin(long untilSentAgain) {
        oldestSentAt = System.nanoTime();
        patience = untilSentAgain;
    }

    /// Sends the oldest again whenever it has been unacknowledged for too long, ever more rarely; until [#close].
    synchronized void sendAgain() throws InterruptedException {
        while (!closed) {
            long left = oldestSentAt + patience - System.nanoTime();
            if (unacknowledged.isEmpty()) {
                wait();
            } else if (left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            } else {
                wire.send(unacknowledged.values().iterator().next().duplicate());
                begin(Math.min(2 * patience, LONGEST_PATIENCE));
            }
        }
    }

    /// Waits until the other side has all.
    ///
    /// @return false when it has not by then, or the channel is closed
    synchronized boolean awaitAcknowledged(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!closed && !unacknowledged.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return !closed;
    }

    /// Everyone who waits here goes on.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
