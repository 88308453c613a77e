package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A client's connection at one moment; with UDP, a client that has sent something lately.
///
/// @param client its address and port, such as `127.0.0.1:40312`
/// @param localPort of the forward
/// @param task where it goes; null while it has no endpoint
/// @param endpoint the task's address and port; null as above
/// @param ageMillis since it came
/// @param bytesIn from the client
/// @param bytesOut to the client
public record ForwardConnection(
        String client,
        int localPort,
        Stage stage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String task,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String endpoint,
        long ageMillis,
        long bytesIn,
        long bytesOut) {
    public ForwardConnection {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(stage, "stage");
    }

    /// How far it has come.
    public enum Stage {
        /// It waits until an endpoint is ready.
        @JsonProperty("held")
        HELD,
        /// Its endpoint is being connected.
        @JsonProperty("dialling")
        DIALLING,
        /// It is connected to its endpoint.
        @JsonProperty("joined")
        JOINED
    }
}
