package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a new forward does when its local port is taken.
public enum OnConflict {
    /// It is refused, and the owner of the port is named.
    @JsonProperty("fail")
    FAIL("fail"),
    /// It takes the next higher port that is free, and keeps that one.
    @JsonProperty("next")
    NEXT("next"),
    /// It waits for the port.
    @JsonProperty("wait")
    WAIT("wait");

    private final String word;

    OnConflict(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
