package dev.kecs.protocol.target;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The task that was chosen by its tags.
///
/// @param task its id
/// @param createdAt ISO-8601; the newest one wins
/// @param startedAt ISO-8601
/// @param revision `family:revision`
/// @param matched how many running tasks have the tags, this one among them
/// @param running how many tasks run in the cluster
public record SelectedTask(
        String task, String createdAt, @Nullable String startedAt, String revision, int matched, int running) {
    public SelectedTask {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(revision, "revision");
    }
}
