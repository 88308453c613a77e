package dev.kecs.agent.probe;

import dev.kecs.agent.relay.route.DialFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/// Connects and hangs up.
public final class TcpProber implements Prober {
    /// Short, so that an endpoint that begins to answer is found within a second.
    private static final int LONGEST_MILLIS = 600;

    @Override
    public Optional<DialFailure> probe(InetSocketAddress endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(endpoint, LONGEST_MILLIS);
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of(DialFailure.TIMED_OUT);
        } catch (ConnectException e) {
            return Optional.of(DialFailure.REFUSED);
        } catch (IOException e) {
            return Optional.of(DialFailure.UNREACHABLE);
        }
    }
}
