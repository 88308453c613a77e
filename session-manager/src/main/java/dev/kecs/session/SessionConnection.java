package dev.kecs.session;

import dev.kecs.session.channel.CommandSession;
import dev.kecs.session.channel.Wire;
import dev.kecs.session.message.Contents;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket: the first message brings the token, all others are the session's. Undertow's I/O thread calls it; the
/// session runs on a virtual thread of its own.
final class SessionConnection implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(SessionConnection.class);
    private static final int LARGEST_MESSAGE = 16 * 1024;
    private static final Duration LONGEST_WITHOUT_TOKEN = Duration.ofSeconds(10);

    /// The plugin pings every five minutes; who does not is gone.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(10);

    /// Makes a session over a connection.
    @FunctionalInterface
    interface Opener {
        CommandSession over(Wire wire);
    }

    private final WebSocketChannel channel;
    private final Function<String, Optional<Opener>> tokens;
    private volatile @Nullable CommandSession session;

    /// @param tokens what a token opens; empty for a wrong one
    SessionConnection(WebSocketChannel channel, Function<String, Optional<Opener>> tokens) {
        this.channel = channel;
        this.tokens = tokens;
    }

    void receive() {
        channel.setIdleTimeout(LONGEST_WITHOUT_TOKEN.toMillis());
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                opening(message.getData());
            }

            @Override
            protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
                try (var data = message.getData()) {
                    binary(WebSockets.mergeBuffers(data.getResource()));
                }
            }

            @Override
            protected long getMaxTextBufferSize() {
                return LARGEST_MESSAGE;
            }

            @Override
            protected long getMaxBinaryBufferSize() {
                return LARGEST_MESSAGE;
            }
        });
        channel.resumeReceives();
    }

    private void opening(String text) {
        Optional<Opener> opener = session == null ? Contents.token(text).flatMap(tokens) : Optional.empty();
        if (opener.isEmpty()) {
            refuse();
            return;
        }
        CommandSession opened = opener.get().over(this);
        session = opened;
        channel.setIdleTimeout(LONGEST_SILENCE.toMillis());
        Thread.ofVirtual().name(opened.id()).start(() -> {
            try {
                opened.run();
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void binary(ByteBuffer message) {
        CommandSession opened = session;
        try {
            if (opened == null) {
                refuse();
            } else {
                opened.received(message);
            }
        } catch (IllegalArgumentException wrong) {
            LOG.debug("A session's client sent {}", wrong.getMessage());
            refuse();
        }
    }

    private void refuse() {
        close(CloseMessage.MSG_VIOLATES_POLICY);
    }

    private void close(int code) {
        channel.setIdleTimeout(LONGEST_CLOSING.toMillis());
        WebSockets.sendClose(code, null, channel, null);
    }

    @Override
    public void send(ByteBuffer message) {
        WebSockets.sendBinary(message, channel, null);
    }

    @Override
    public void close() {
        close(CloseMessage.NORMAL_CLOSURE);
    }

    /// Ends the command, of which the client is told, or the connection when it has no session.
    void end(String why) {
        CommandSession opened = session;
        if (opened == null) {
            close(CloseMessage.GOING_AWAY);
        } else {
            opened.end(why);
        }
    }

    /// Ends the command, if one runs.
    void disconnected() {
        CommandSession opened = session;
        if (opened != null) {
            opened.disconnected();
        }
    }
}
