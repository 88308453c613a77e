package dev.kecs.testkit.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One connection: what was sent, what must be answered, and whether the answers are JSON-RPC. A virtual thread of its
/// own reads; the caller's thread does the rest.
final class Conversation implements AutoCloseable {
    private static final int INTERNAL_ERROR = -32_603;

    private final SocketChannel channel;
    private final BiConsumer<String, Boolean> answered;

    // Guarded by this.
    private final Map<String, Integer> due = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private boolean ended;

    /// @param answered told of each answer: its id as JSON, and whether it is a result
    Conversation(UnixDomainSocketAddress address, BiConsumer<String, Boolean> answered) throws IOException {
        this.channel = SocketChannel.open(address);
        this.answered = answered;
    }

    SocketChannel channel() {
        return channel;
    }

    void read() {
        Thread.ofVirtual().name("fuzz-reader").start(() -> {
            ByteBuffer received = ByteBuffer.allocate(1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try {
                while (channel.read(received) >= 0) {
                    received.flip();
                    while (received.hasRemaining()) {
                        byte b = received.get();
                        if (b == '\n') {
                            accept(line.toByteArray());
                            line.reset();
                        } else {
                            line.write(b);
                        }
                    }
                    received.clear();
                }
                if (line.size() > 0) {
                    fault("the connection ended within a line", line.toByteArray());
                }
            } catch (IOException e) {
                // It was closed at one end or the other, which is told as its end.
            } finally {
                end();
            }
        });
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    private synchronized void fault(String what, byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        faults.add(what + ": " + text.substring(0, Math.min(text.length(), 1500)));
        notifyAll();
    }

    private void accept(byte[] line) {
        JsonNode answer;
        try {
            answer = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            fault("no JSON (" + e.getMessage() + ")", line);
            return;
        }
        String wrong = wrong(answer);
        if (wrong != null) {
            fault(wrong, line);
        } else if (answer.get("method") == null) {
            String id = String.valueOf(answer.get("id"));
            settle(id);
            answered.accept(id, answer.get("result") != null);
        }
    }

    /// What makes it no answer and no notification of JSON-RPC; null when it is one.
    private static @Nullable String wrong(JsonNode answer) {
        if (!answer.isObject() || !answer.path("jsonrpc").asString("").equals("2.0")) {
            return "not JSON-RPC 2.0";
        }
        boolean result = answer.get("result") != null;
        JsonNode error = answer.get("error");
        if (answer.get("method") != null) {
            return answer.get("id") == null && !result && error == null ? null : "no notification";
        }
        JsonNode id = answer.get("id");
        if (id == null || !(id.isString() || id.isIntegralNumber() || id.isNull())) {
            return "an answer without an id";
        }
        if (result == (error != null)) {
            return "an answer with both or none of result and error";
        }
        if (error != null
                && !(error.path("code").isIntegralNumber()
                        && error.path("message").isString())) {
            return "an error without code and message";
        }
        return error != null && error.path("code").asInt() == INTERNAL_ERROR ? "an internal error" : null;
    }

    private synchronized void settle(String id) {
        due.merge(id, -1, Integer::sum);
        notifyAll();
    }

    /// An answer with this id must come.
    synchronized void expect(String id) {
        due.merge(id, 1, Integer::sum);
    }

    /// Waits for all answers that must come, or until the connection has ended.
    ///
    /// @return what went wrong; null when nothing did
    synchronized @Nullable String awaitAnswers(long nanos) throws InterruptedException {
        return await(nanos, false, () -> due.values().stream().allMatch(count -> count <= 0));
    }

    /// Waits for this answer.
    synchronized @Nullable String awaitAnswer(String id, long nanos) throws InterruptedException {
        return await(nanos, false, () -> due.getOrDefault(id, 0) <= 0);
    }

    /// Waits until the server has ended the connection.
    synchronized @Nullable String awaitEnd(long nanos) throws InterruptedException {
        return await(nanos, true, () -> ended);
    }

    private interface Condition {
        boolean holds();
    }

    @SuppressWarnings("GuardedBy")
    private synchronized @Nullable String await(long nanos, boolean mayEnd, Condition condition)
            throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (faults.isEmpty() && !condition.holds() && (mayEnd || !ended)) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return "nothing came in time; still due: " + outstanding();
            }
            wait(left);
        }
        if (!faults.isEmpty()) {
            return String.join("\n", faults);
        }
        return condition.holds() ? null : "the connection was ended; still due: " + outstanding();
    }

    private synchronized List<String> outstanding() {
        return due.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .limit(20)
                .toList();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
