package dev.kecs.bench.product;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One kept-alive connection to a server that speaks ECS's awsJson1.1, as thin as possible: on a small machine a heavy
/// client would be what is measured. Owned by one thread.
public final class ApiConnection implements AutoCloseable {
    private static final String PREFIX = "AmazonEC2ContainerServiceV20141113.";

    private final int port;
    private @Nullable Socket socket;
    private InputStream input = InputStream.nullInputStream();

    public ApiConnection(int port) {
        this.port = port;
    }

    /// The body of the answer; an answer other than 200 is a failure.
    public String call(String operation, String body) throws IOException {
        Socket connected = socket == null ? connect() : socket;
        connected.getOutputStream().write(request(operation, body));
        String status = line();
        int length = -1;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            last |= lower.equals("connection: close");
        }
        byte[] answer = length < 0 ? input.readAllBytes() : input.readNBytes(length);
        if (last || length < 0) {
            close();
        }
        String text = new String(answer, StandardCharsets.UTF_8);
        if (!status.contains(" 200")) {
            throw new IOException(operation + ": " + status + ": " + text);
        }
        return text;
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
        fresh.setTcpNoDelay(true);
        socket = fresh;
        input = new BufferedInputStream(fresh.getInputStream(), 1 << 16);
        return fresh;
    }

    private byte[] request(String operation, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = """
                POST / HTTP/1.1\r
                Host: localhost:%d\r
                Content-Type: application/x-amz-json-1.1\r
                X-Amz-Target: %s%s\r
                Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/ecs/aws4_request, \
                SignedHeaders=host, Signature=0\r
                Content-Length: %d\r
                \r
                """.formatted(port, PREFIX, operation, content.length);
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection in the middle of an answer");
            }
            if (next != '\r') {
                text.write(next);
            }
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
