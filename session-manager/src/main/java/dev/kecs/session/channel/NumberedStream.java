package dev.kecs.session.channel;

import dev.kecs.session.message.AgentMessage;
import dev.kecs.session.message.Contents;
import dev.kecs.session.message.MessageType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The messages of a channel that carry data. Both sides count theirs from 0 and acknowledge each of the other's; what
/// stays unacknowledged is sent again, because the plugin drops what comes before it is ready. The plugin's keys and
/// its signals are counted by two of its threads without a lock: now and then two messages have one number, and the
/// next number may be missing (source: the plugin's `SendInputDataMessage`). Told apart by their ids, both are
/// taken, one after the other. Any thread may call it.
final class NumberedStream {
    /// Unacknowledged messages; who sends more waits.
    private static final int WINDOW = 128;

    /// Bytes that nobody has read. What comes beyond them is not acknowledged, and comes again; the plugin keeps as
    /// much of its own, at most.
    private static final int MOST_UNREAD = 16 << 20;

    /// How far from the next number one may be that was given twice.
    private static final int NEAR = 16;

    /// Ids of messages that came last; more than there are near numbers.
    private static final int KNOWN = 1024;

    private static final long FIRST_PATIENCE = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Wire wire;
    private final InstantSource clock;
    private final Map<Long, ByteBuffer> unacknowledged = new LinkedHashMap<>();
    private final Map<Long, AgentMessage> unread = new HashMap<>();
    private final Set<UUID> known = new LinkedHashSet<>();
    private int unreadBytes;
    private long sent;
    private long read;
    private long oldestSentAt;
    private long patience = FIRST_PATIENCE;
    private boolean closed;

    NumberedStream(Wire wire, InstantSource clock) {
        this.wire = wire;
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

    private void input(AgentMessage message) {
        if (message.sequence() >= read - NEAR && !known.contains(message.id())) {
            long place = Math.max(message.sequence(), read);
            while (unread.containsKey(place)) {
                place++;
            }
            int size = message.payload().remaining();
            if (closed || (place != read && unreadBytes + size > MOST_UNREAD)) {
                return;
            }
            unread.put(place, message);
            unreadBytes += size;
            know(message.id());
            notifyAll();
        }
        wire.send(AgentMessage.of(MessageType.ACKNOWLEDGE, 0, 0, Contents.acknowledgement(message), clock)
                .bytes());
    }

    private void know(UUID id) {
        known.add(id);
        if (known.size() > KNOWN) {
            known.remove(known.iterator().next());
        }
    }

    /// The next message of the other side, in order; waits for it.
    ///
    /// @return empty when the channel is closed
    synchronized Optional<AgentMessage> take() throws InterruptedException {
        while (!closed && !unread.containsKey(read)) {
            wait();
        }
        return taken();
    }

    /// @return empty when there is none by then, or the channel is closed
    synchronized Optional<AgentMessage> take(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (!closed && !unread.containsKey(read) && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return taken();
    }

    private Optional<AgentMessage> taken() {
        AgentMessage next = closed ? null : unread.remove(read);
        if (next != null) {
            read++;
            unreadBytes -= next.payload().remaining();
        }
        return Optional.ofNullable(next);
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
                TimeUnit.NANOSECONDS.timedWait(this, left);
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
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    /// Everyone who waits here goes on.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
