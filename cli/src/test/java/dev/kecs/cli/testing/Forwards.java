package dev.kecs.cli.testing;

import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.target.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Forwards as an agent describes them.
public final class Forwards {

    public static final ForwardView READY = forward(ForwardState.READY, null);
    public static final ForwardView WAITING = forward(ForwardState.WAITING, "no task of webapp is running");

    private Forwards() {}

    private static ForwardView forward(ForwardState state, @Nullable String message) {
        return new ForwardView(
                "pf-01234567",
                "webapp",
                "service",
                "production",
                "webapp",
                null,
                null,
                "127.0.0.1",
                List.of("127.0.0.1", "::1"),
                8081,
                80,
                state,
                message == null ? null : "noRunningTask",
                message,
                "2026-01-01T00:00:00Z",
                List.of(
                        new ForwardEndpoint("aaaa", "127.20.0.3", 80, message == null),
                        new ForwardEndpoint("bbbb", "127.20.0.4", 80, message == null)),
                new ConnectionCounts(1, 20, 3, 4, 5),
                1000,
                2000,
                6,
                Map.of("peer", 1L),
                12L,
                List.of(new ForwardPort(8081, 80, Transport.TCP, state, message == null ? null : "noRunningTask")),
                null,
                null,
                ForwardOptions.USUAL);
    }
}
