package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// @param cluster name or ARN; asked for with services and tasks, where null finds nothing
/// @param beginning what all names begin with; null means nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NameQuery(
        NameKind what, @Nullable String cluster, @Nullable String beginning) {
    public NameQuery {
        Objects.requireNonNull(what, "what");
    }

    public static NameQuery clusters(String beginning) {
        return new NameQuery(NameKind.CLUSTERS, null, beginning);
    }

    public static NameQuery services(String cluster, String beginning) {
        return new NameQuery(NameKind.SERVICES, cluster, beginning);
    }

    public static NameQuery tasks(String cluster, String beginning) {
        return new NameQuery(NameKind.TASKS, cluster, beginning);
    }
}
