package dev.kecs.engine.kubernetes.apiserver;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The server's side of a web socket over which changes are told (RFC 6455). Any thread may send; sends do not overlap.
final class WatchSocket implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int LENGTH_IN_EIGHT_BYTES = 127;

    private final Socket socket;
    private final String collection;

    WatchSocket(Socket socket, ApiRequest request) throws IOException {
        this.socket = socket;
        this.collection = request.path();
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(request.headers().getOrDefault("sec-websocket-key", "")) + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-1", impossible);
        }
    }

    String collection() {
        return collection;
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    synchronized void send(String type, ObjectNode object) throws IOException {
        socket.getOutputStream().write(frame(type, object));
    }

    /// The first half of an event, and then nothing more.
    synchronized void sendHalf(String type, ObjectNode object) throws IOException {
        byte[] whole = frame(type, object);
        OutputStream out = socket.getOutputStream();
        out.write(Arrays.copyOf(whole, whole.length / 2));
        socket.close();
    }

    private static byte[] frame(String type, ObjectNode object) throws IOException {
        byte[] text =
                Serialization.asJson(Map.of("type", type, "object", object)).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(TEXT);
        frame.write(LENGTH_IN_EIGHT_BYTES);
        frame.write(ByteBuffer.allocate(Long.BYTES).putLong(text.length).array());
        frame.write(text);
        return frame.toByteArray();
    }

    /// Without a farewell.
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
