package dev.kecs.cli.instance;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.paths.SocketPath;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A connection to a daemon; its errors are failures of the command.
///
/// Answers are kept as JSON: what a newer daemon says is printed even when this program knows nothing of it.
public final class Connection implements AutoCloseable {

    private final String daemon;
    private final JsonRpcClient client;

    private Connection(String daemon, JsonRpcClient client) {
        this.daemon = daemon;
        this.client = client;
    }

    /// @return empty when nobody listens there
    /// @throws CommandFailure when the daemon refuses this program's version
    static Optional<Connection> open(String daemon, SocketPath socket) {
        if (!socket.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Connection(daemon, JsonRpcClient.connect(socket, Hello.as("cli"))));
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (RpcException refused) {
            throw failure(refused);
        }
    }

    /// The daemon's process id.
    public long pid() {
        return client.welcome().pid();
    }

    public JsonNode call(RpcMethod<Empty, ?> method) {
        return call(method, Empty.EMPTY);
    }

    public <P> JsonNode call(RpcMethod<P, ?> method, P parameters) {
        try {
            return client.call(new RpcMethod<>(method.name(), method.parameters(), JsonNode.class), parameters);
        } catch (RpcException answered) {
            throw failure(answered);
        } catch (IOException lost) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the connection to " + daemon + " ended before it answered " + method.name() + ": "
                            + lost.getMessage(),
                    "Run the command again; kecs status tells what runs.");
        }
    }

    public <P> void subscribe(RpcNotification<P> notification, Consumer<? super P> subscriber) {
        client.subscribe(notification, subscriber);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private static CommandFailure failure(RpcException answered) {
        return new CommandFailure(
                ExitCode.of(answered.code()), answered.getMessage(), Objects.requireNonNullElse(answered.hint(), ""));
    }
}
