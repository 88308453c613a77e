package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a forward is, as callers see it.
public enum ForwardState {
    /// Nothing is known of the target yet.
    @JsonProperty("Resolving")
    RESOLVING("Resolving"),
    /// An endpoint has accepted a connection.
    @JsonProperty("Ready")
    READY("Ready"),
    /// New connections are held; the reason says why.
    @JsonProperty("Waiting")
    WAITING("Waiting"),
    /// The user has paused it.
    @JsonProperty("Paused")
    PAUSED("Paused"),
    /// Over; it listens no more.
    @JsonProperty("Closed")
    CLOSED("Closed");

    private final String word;

    ForwardState(String word) {
        this.word = word;
    }

    /// As on the wire.
    public String word() {
        return word;
    }
}
