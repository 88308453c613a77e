package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kecs.protocol.target.SelectedTask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A forward as callers see it.
///
/// @param id `pf-` and 8 hex digits; kept for ever
/// @param type `service`, `task` or `tags`: which of the three members that follow `cluster` is there
/// @param address the first of `addresses`
/// @param localPort the first of `ports`
/// @param targetPort the first of `ports`; null until it is known
/// @param reason why it waits or has ended, one word; null otherwise
/// @param message the same as a sentence
/// @param since when it came to this state, ISO-8601
/// @param bytesIn from clients to endpoints
/// @param bytesOut from endpoints to clients
/// @param resets how many connections were reset, by cause: `peer`, `endpointGone`, `idle`, `stopped`
/// @param readyAfterMillis how long it took to become ready the last time, from its start or from when it was lost;
/// null
///     before it was ready
/// @param ports every local port, each with its own state; `state` is the worst of them
/// @param selected with tags: the task that was chosen; null otherwise
/// @param origin the file that it comes from; null when it comes from none
/// @param reconnects how often it came back from Waiting to Ready
public record ForwardView(
        String id,
        String name,
        String type,
        String cluster,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String service,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String task,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> tags,
        String address,
        List<String> addresses,
        int localPort,
        @Nullable Integer targetPort,
        ForwardState state,
        @Nullable String reason,
        @Nullable String message,
        String since,
        List<ForwardEndpoint> endpoints,
        ConnectionCounts connections,
        long bytesIn,
        long bytesOut,
        long reconnects,
        Map<String, Long> resets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long readyAfterMillis,
        List<ForwardPort> ports,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SelectedTask selected,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String origin,
        ForwardOptions options) {
    public ForwardView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        resets = resets == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(resets));
        tags = tags == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        addresses = List.copyOf(addresses);
        endpoints = List.copyOf(endpoints);
        ports = List.copyOf(ports);
    }
}
