package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// @param keepTasks leave the tasks running
/// @param keepAgent leave the forward agent running
/// @param destroy remove all that was made beyond the instance's directory, which is about to be deleted
public record Shutdown(boolean keepTasks, boolean keepAgent, boolean destroy) {
    /// The tasks end, and the instance with everything that it has made goes.
    public static final Shutdown DESTROY = new Shutdown(false, false, true);

    public Shutdown {
        if (keepTasks && destroy) {
            throw new IllegalArgumentException("tasks cannot be kept when all goes");
        }
    }

    /// Nothing is removed.
    public Shutdown(boolean keepTasks, boolean keepAgent) {
        this(keepTasks, keepAgent, false);
    }

    @JsonCreator
    static Shutdown of(@Nullable Boolean keepTasks, @Nullable Boolean keepAgent, @Nullable Boolean destroy) {
        return new Shutdown(keepTasks != null && keepTasks, keepAgent != null && keepAgent, destroy != null && destroy);
    }
}
