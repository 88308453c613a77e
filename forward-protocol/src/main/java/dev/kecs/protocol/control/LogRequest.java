package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// @param task an id, a unique beginning of one of at least 8 digits, or an ARN
/// @param container null means all
/// @param follow go on until the caller hangs up or the task ends
/// @param sinceLines how many of the last lines to begin with; null means all
public record LogRequest(
        String cluster,
        String task,
        @Nullable String container,
        boolean follow,
        @Nullable Integer sinceLines) {
    public LogRequest {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(task, "task");
    }

    @JsonCreator
    static LogRequest of(
            String cluster,
            String task,
            @Nullable String container,
            @Nullable Boolean follow,
            @Nullable Integer sinceLines) {
        return new LogRequest(cluster, task, container, follow != null && follow, sinceLines);
    }
}
