package dev.kecs.agent.session;

import dev.kecs.agent.relay.route.Destination;
import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.protocol.target.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What a session knows of one endpoint. Owned by the sessions' thread.
final class EndpointProof {
    /// A failure that comes sooner after a success than this does not begin the backoff anew.
    private static final long HEALTHY_MILLIS = 10_000;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final InetSocketAddress address;
    private final Backoff backoff;
    Endpoint endpoint;
    boolean proven;
    boolean probing;

    @Nullable DialFailure failure;

    @Nullable Instant retryAt;

    @Nullable Future<?> retry;

    private long provenAt;

    EndpointProof(Endpoint endpoint, Backoff backoff) {
        this.endpoint = endpoint;
        this.backoff = backoff;
        this.address = new InetSocketAddress(InetAddress.ofLiteral(endpoint.address()), endpoint.port());
    }

    InetSocketAddress address() {
        return address;
    }

    /// New connections may go there once it is proven.
    boolean usable() {
        return endpoint.ready() && !endpoint.draining();
    }

    /// @param opens whether new connections may go anywhere at all
    Destination destination(boolean opens) {
        return new Destination(endpoint.task(), address, opens && proven && usable());
    }

    void succeeded(long nowMillis) {
        proven = true;
        provenAt = nowMillis;
        failure = null;
        retryAt = null;
    }

    /// @param spent how long the try lasted; the pause until the next one counts from its beginning. Less than nothing
    ///     when the clock was set back meanwhile, which lengthens no pause
    void failed(DialFailure why, Instant now, Duration spent) {
        if (proven && now.toEpochMilli() - provenAt > HEALTHY_MILLIS) {
            backoff.reset();
        }
        proven = false;
        failure = why;
        Duration pause = backoff.next().minus(spent.isNegative() ? Duration.ZERO : spent);
        retryAt = now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
    }

    void cutShort() {
        backoff.reset();
        cancel();
    }

    void cancel() {
        Future<?> scheduled = retry;
        if (scheduled != null) {
            scheduled.cancel(false);
            retry = null;
        }
    }
}
