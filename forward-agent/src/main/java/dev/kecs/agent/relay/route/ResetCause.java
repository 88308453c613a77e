package dev.kecs.agent.relay.route;

/// Why a connection that had a destination was reset.
public enum ResetCause {
    /// The client or the endpoint reset it, or its socket failed.
    PEER("peer"),
    /// The endpoint is gone.
    ENDPOINT_GONE("endpointGone"),
    /// It moved nothing for too long.
    IDLE("idle"),
    /// The listener was closed.
    STOPPED("stopped");

    private final String word;

    ResetCause(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
