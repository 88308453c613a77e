package dev.kecs.protocol.target;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A container port's protocol, in ECS's words.
public enum Transport {
    @JsonProperty("tcp")
    TCP("tcp"),
    @JsonProperty("udp")
    UDP("udp");

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    /// As on the wire.
    public String word() {
        return word;
    }
}
