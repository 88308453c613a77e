package dev.kecs.protocol.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a forward reaches. Clusters and services are names or ARNs.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Target.OfService.class, name = Target.SERVICE),
    @JsonSubTypes.Type(value = Target.OfTask.class, name = Target.TASK),
    @JsonSubTypes.Type(value = Target.OfTags.class, name = Target.TAGS)
})
public sealed interface Target {
    String SERVICE = "service";
    String TASK = "task";
    String TAGS = "tags";

    String cluster();

    /// The container port; null where the target has only one.
    @Nullable Integer targetPort();

    /// All running tasks of a service.
    record OfService(
            String cluster, String service, @Nullable Integer targetPort) implements Target {
        public OfService {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(service, "service");
            checkPort(targetPort);
        }
    }

    /// One task.
    ///
    /// @param task its id
    record OfTask(String cluster, String task, @Nullable Integer targetPort) implements Target {
        public OfTask {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(task, "task");
            checkPort(targetPort);
        }
    }

    /// The newest running task that has all these tags.
    ///
    /// @param strict more than one match is an error
    record OfTags(
            String cluster,
            Map<String, String> tags,
            boolean strict,
            @Nullable Integer targetPort) implements Target {
        public OfTags {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(tags, "tags");
            tags = Map.copyOf(tags);
            checkPort(targetPort);
        }
    }

    private static void checkPort(@Nullable Integer port) {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException("targetPort must be 1 to 65535, not " + port);
        }
    }
}
