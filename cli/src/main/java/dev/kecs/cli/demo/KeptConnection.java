package dev.kecs.cli.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// One TCP connection through the forward that speaks HTTP, so that all its requests reach the same task.
///
/// One thread at a time uses it.
final class KeptConnection implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream input;

    KeptConnection(InetSocketAddress forward) throws IOException {
        socket.connect(forward, 10_000);
        input = new BufferedInputStream(socket.getInputStream(), 1 << 20);
    }

    /// The id of the task that answers on this connection.
    String task() throws IOException {
        int length = request("/");
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer ended after " + body.length + " of " + length + " bytes");
        }
        return JsonMapper.shared().readTree(body).path("task").asString();
    }

    /// Begins a download; its bytes are read with [#read].
    void download(long bytes) throws IOException {
        request("/bytes/" + bytes);
    }

    /// @return how many bytes came; -1 at the end of the connection
    int read(byte[] into) throws IOException {
        return input.read(into);
    }

    /// Sends a request and reads the answer's head.
    ///
    /// @return the body's length; 0 when the head does not tell
    private int request(String path) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the task answered: " + status);
        }
        long length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(
                        header.substring("content-length:".length()).strip());
            }
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new IOException("the connection ended before the answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
