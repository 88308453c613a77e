package dev.kecs.protocol.exec;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// @param exec an id that the caller chooses, of no other command of its connection
/// @param task an id, a unique beginning of one of at least 8 digits, or an ARN
/// @param container null means the only one
/// @param command the program and its arguments
/// @param input whether the command reads what `exec.input` sends
/// @param terminal the size of the terminal that it gets; null means none
public record ExecStart(
        String exec,
        String cluster,
        String task,
        @Nullable String container,
        List<String> command,
        boolean input,
        @Nullable Window terminal) {
    public ExecStart {
        Objects.requireNonNull(exec, "exec");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(task, "task");
        command = List.copyOf(Objects.requireNonNull(command, "command"));
    }

    /// The same in a terminal.
    public ExecStart in(Window size) {
        return new ExecStart(exec, cluster, task, container, command, input, size);
    }

    @JsonCreator
    static ExecStart of(
            String exec,
            String cluster,
            String task,
            @Nullable String container,
            List<String> command,
            @Nullable Boolean input,
            @Nullable Window terminal) {
        return new ExecStart(exec, cluster, task, container, command, input != null && input, terminal);
    }
}
