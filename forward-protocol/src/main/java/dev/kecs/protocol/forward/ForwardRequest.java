package dev.kecs.protocol.forward;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kecs.protocol.control.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is wanted of a forward.
///
/// @param name null means: the service's name, with `-2`, `-3` where it is taken
/// @param type `service`, `task` or `tags`: which of the three members that follow `cluster` counts
/// @param strict with tags: more than one match is an error
/// @param targetPort the container port; null where the target has only one
/// @param localPort null means: the target port when it is at least 1024 and free, else as 0; 0 means: choose one
/// @param addresses literal addresses to listen at; empty means 127.0.0.1, and ::1 where it exists
/// @param autoReconnect false ends the forward when its target goes
/// @param holdMillis how long a new connection waits for a ready endpoint
/// @param maxHeld how many connections wait at most
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ForwardRequest(
        @Nullable String name,
        String type,
        String cluster,
        @Nullable String service,
        @Nullable String task,
        @Nullable Map<String, String> tags,
        boolean strict,
        @Nullable Integer targetPort,
        @Nullable Integer localPort,
        List<String> addresses,
        boolean autoReconnect,
        long holdMillis,
        int maxHeld) {
    public static final long DEFAULT_HOLD_MILLIS = 30_000;
    public static final int DEFAULT_MAX_HELD = 1000;

    public ForwardRequest {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cluster, "cluster");
        tags = tags == null ? null : Map.copyOf(tags);
        addresses = List.copyOf(addresses);
        if (localPort != null && (localPort < 0 || localPort > 65_535)) {
            throw new IllegalArgumentException("localPort must be 0 to 65535, not " + localPort);
        }
        if (holdMillis < 0) {
            throw new IllegalArgumentException("holdMillis must not be negative, but is " + holdMillis);
        }
        if (maxHeld < 0) {
            throw new IllegalArgumentException("maxHeld must not be negative, but is " + maxHeld);
        }
    }

    /// A forward to a target with everything else at its default.
    public static ForwardRequest to(Target target) {
        return switch (target) {
            case Target.OfService it -> of(Target.SERVICE, it, it.service(), null, null, false);
            case Target.OfTask it -> of(Target.TASK, it, null, it.task(), null, false);
            case Target.OfTags it -> of(Target.TAGS, it, null, null, it.tags(), it.strict());
        };
    }

    private static ForwardRequest of(
            String type,
            Target target,
            @Nullable String service,
            @Nullable String task,
            @Nullable Map<String, String> tags,
            boolean strict) {
        return new ForwardRequest(
                null,
                type,
                target.cluster(),
                service,
                task,
                tags,
                strict,
                target.targetPort(),
                null,
                List.of(),
                true,
                DEFAULT_HOLD_MILLIS,
                DEFAULT_MAX_HELD);
    }

    /// Fills what a caller left out.
    @JsonCreator
    static ForwardRequest read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("type") String type,
            @JsonProperty("cluster") String cluster,
            @JsonProperty("service") @Nullable String service,
            @JsonProperty("task") @Nullable String task,
            @JsonProperty("tags") @Nullable Map<String, String> tags,
            @JsonProperty("strict") @Nullable Boolean strict,
            @JsonProperty("targetPort") @Nullable Integer targetPort,
            @JsonProperty("localPort") @Nullable Integer localPort,
            @JsonProperty("addresses") @Nullable List<String> addresses,
            @JsonProperty("autoReconnect") @Nullable Boolean autoReconnect,
            @JsonProperty("holdMillis") @Nullable Long holdMillis,
            @JsonProperty("maxHeld") @Nullable Integer maxHeld) {
        return new ForwardRequest(
                name,
                type,
                cluster,
                service,
                task,
                tags,
                strict != null && strict,
                targetPort,
                localPort,
                addresses == null ? List.of() : addresses,
                autoReconnect == null || autoReconnect,
                holdMillis == null ? DEFAULT_HOLD_MILLIS : holdMillis,
                maxHeld == null ? DEFAULT_MAX_HELD : maxHeld);
    }

    /// @throws IllegalArgumentException when the member that the type needs is missing
    @JsonIgnore
    public Target target() {
        return switch (type) {
            case Target.SERVICE -> new Target.OfService(cluster, needed(service, "service"), targetPort);
            case Target.TASK -> new Target.OfTask(cluster, needed(task, "task"), targetPort);
            case Target.TAGS -> new Target.OfTags(cluster, needed(tags, "tags"), strict, targetPort);
            default -> throw new IllegalArgumentException("type must be service, task or tags, not '" + type + "'");
        };
    }

    private <T> T needed(@Nullable T value, String member) {
        if (value == null) {
            throw new IllegalArgumentException("a forward of type " + type + " needs \"" + member + "\"");
        }
        return value;
    }

    public ForwardRequest named(@Nullable String newName) {
        return new ForwardRequest(
                newName,
                type,
                cluster,
                service,
                task,
                tags,
                strict,
                targetPort,
                localPort,
                addresses,
                autoReconnect,
                holdMillis,
                maxHeld);
    }

    public ForwardRequest listeningAt(@Nullable Integer newLocalPort, List<String> newAddresses) {
        return new ForwardRequest(
                name,
                type,
                cluster,
                service,
                task,
                tags,
                strict,
                targetPort,
                newLocalPort,
                newAddresses,
                autoReconnect,
                holdMillis,
                maxHeld);
    }

    public ForwardRequest reconnecting(boolean newAutoReconnect) {
        return new ForwardRequest(
                name,
                type,
                cluster,
                service,
                task,
                tags,
                strict,
                targetPort,
                localPort,
                addresses,
                newAutoReconnect,
                holdMillis,
                maxHeld);
    }

    public ForwardRequest holding(long newHoldMillis, int newMaxHeld) {
        return new ForwardRequest(
                name,
                type,
                cluster,
                service,
                task,
                tags,
                strict,
                targetPort,
                localPort,
                addresses,
                autoReconnect,
                newHoldMillis,
                newMaxHeld);
    }
}
