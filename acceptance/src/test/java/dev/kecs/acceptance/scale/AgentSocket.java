package dev.kecs.acceptance.scale;

import dev.kecs.acceptance.product.Kecs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of `agent.sock` that knows nothing but docs/reference/agent-sock.md. Owned by one thread.
final class AgentSocket implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;

    private AgentSocket(SocketChannel channel) {
        this.channel = channel;
        this.lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    static AgentSocket open(Kecs kecs) throws IOException {
        Path socket = kecs.forwardsDirectory().resolve("agent.sock").toRealPath();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        AgentSocket opened = new AgentSocket(channel);
        channel.connect(UnixDomainSocketAddress.of(socket));
        opened.call("hello", "{\"protocol\": 1, \"version\": \"0.1.0\", \"role\": \"test\"}");
        return opened;
    }

    /// @param parameters one JSON value
    JsonNode call(String method, String parameters) throws IOException {
        String request = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"" + method + "\", \"params\": "
                + parameters.replace('\n', ' ') + "}\n";
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the agent hung up");
        }
        JsonNode answer = JsonMapper.shared().readTree(line);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
