package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a forward comes back when its agent starts again.
public enum Restore {
    @JsonProperty("always")
    ALWAYS("always"),
    /// It is forgotten when its cluster, service or task is not there any more.
    @JsonProperty("if-target-exists")
    IF_TARGET_EXISTS("if-target-exists"),
    /// It ends with its agent.
    @JsonProperty("never")
    NEVER("never");

    private final String word;

    Restore(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
