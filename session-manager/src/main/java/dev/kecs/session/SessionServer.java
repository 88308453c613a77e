package dev.kecs.session;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.session.channel.CommandSession;
import dev.kecs.session.channel.Commands;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Listens for the Session Manager plugin, from the first session on: an instance where nobody runs ExecuteCommand has
/// no
/// such port. Any thread may call it.
public final class SessionServer implements Closeable {
    private static final String PATH = "/v1/data-channel/";

    /// Libraries that introduce themselves. Kept here since the JDK forgets the level of a logger that nobody holds.
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"), Logger.getLogger("org.jboss"));

    /// For clients to take their leave when the server ends.
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /// @param address where to listen, at any port
    /// @param hosts which values of the header `Host` are allowed
    public record Settings(String address, Predicate<String> hosts) {}

    private final Settings settings;
    private final Commands commands;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final PendingSessions pending;
    private final Set<SessionConnection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Undertow server;
    private boolean closed;

    public SessionServer(Settings settings, Commands commands, InstantSource clock) {
        this.settings = settings;
        this.commands = commands;
        this.clock = clock;
        this.pending = new PendingSessions(clock);
    }

    /// A session for this command, which is started when a client has come with the token. It has a terminal.
    ///
    /// @param words the program and its arguments
    /// @param host what the client calls the address where this listens
    /// @throws IOException when no port can be had
    public OpenedSession open(TaskArn task, String container, List<String> words, String host) throws IOException {
        int port = port();
        String id = "ecs-execute-command-" + HexFormat.of().formatHex(random(13));
        String token = Base64.getEncoder().encodeToString(random(64));
        pending.add(new CommandSession.Wanted(id, task, container, words), token);
        return new OpenedSession(id, "ws://" + host + ":" + port + PATH + id + "?role=publish_subscribe", token);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private synchronized int port() throws IOException {
        if (closed) {
            throw new IOException("the server is being stopped");
        }
        Undertow listening = server;
        if (listening == null) {
            TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
            listening = Undertow.builder()
                    .addHttpListener(0, settings.address(), guarded())
                    .setIoThreads(1)
                    .setWorkerThreads(1)
                    .build();
            try {
                listening.start();
            } catch (RuntimeException cannot) {
                throw new IOException(
                        "no port of " + settings.address() + " for sessions: " + cannot.getMessage(), cannot);
            }
            server = listening;
        }
        return ((InetSocketAddress) listening.getListenerInfo().getFirst().getAddress()).getPort();
    }

    private HttpHandler guarded() {
        return exchange -> {
            int status = refusal(exchange);
            if (status == StatusCodes.OK) {
                String session = exchange.getRequestPath().substring(PATH.length());
                Handlers.websocket((request, channel) -> connected(session, channel))
                        .handleRequest(exchange);
            } else {
                exchange.setStatusCode(status);
                exchange.endExchange();
            }
        };
    }

    private void connected(String session, WebSocketChannel channel) {
        SessionConnection connection = new SessionConnection(channel, token -> begin(session, token));
        connections.add(connection);
        channel.addCloseTask(over -> {
            connection.disconnected();
            gone(connection);
        });
        connection.receive();
    }

    /// No page in a browser may come in: each of them sends `Origin`, no plugin does.
    private synchronized void gone(SessionConnection connection) {
        connections.remove(connection);
        notifyAll();
    }

    private int refusal(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        String path = exchange.getRequestPath();
        if (host == null
                || !settings.hosts().test(host)
                || exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
            return StatusCodes.FORBIDDEN;
        }
        return path.startsWith(PATH) && pending.has(path.substring(PATH.length()))
                ? StatusCodes.OK
                : StatusCodes.NOT_FOUND;
    }

    private Optional<SessionConnection.Opener> begin(String session, String token) {
        return pending.take(session, token).map(wanted -> wire -> new CommandSession(wanted, commands, wire, clock));
    }

    /// Ends all commands, has their clients told, and stops listening. Blocks for a few seconds at most.
    @Override
    public void close() {
        Undertow listening;
        synchronized (this) {
            closed = true;
            listening = server;
        }
        if (listening == null) {
            return;
        }
        connections.forEach(connection -> connection.end("the server is being stopped"));
        awaitNoConnection();
        connections.forEach(SessionConnection::disconnected);
        listening.stop();
    }

    private synchronized void awaitNoConnection() {
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            for (long left = LAST_WORDS.toMillis();
                    !connections.isEmpty() && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
