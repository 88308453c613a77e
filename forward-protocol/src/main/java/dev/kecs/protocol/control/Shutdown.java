package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// @param keepTasks leave the tasks running
/// @param keepAgent leave the forward agent running
public record Shutdown(boolean keepTasks, boolean keepAgent) {
    @JsonCreator
    static Shutdown of(@Nullable Boolean keepTasks, @Nullable Boolean keepAgent) {
        return new Shutdown(keepTasks != null && keepTasks, keepAgent != null && keepAgent);
    }
}
