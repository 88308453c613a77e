package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Of what names are asked.
public enum NameKind {
    @JsonProperty("clusters")
    CLUSTERS,
    @JsonProperty("services")
    SERVICES,
    @JsonProperty("tasks")
    TASKS
}
