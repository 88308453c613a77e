package dev.kecs.protocol.exec;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// @param data Base64
/// @param end whether nothing follows
public record ExecInput(String exec, String data, boolean end) {
    public ExecInput {
        Objects.requireNonNull(exec, "exec");
        Objects.requireNonNull(data, "data");
    }

    @JsonCreator
    static ExecInput of(String exec, @Nullable String data, @Nullable Boolean end) {
        return new ExecInput(exec, Objects.requireNonNullElse(data, ""), end != null && end);
    }
}
