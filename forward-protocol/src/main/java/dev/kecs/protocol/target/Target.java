package dev.kecs.protocol.target;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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

    /// All running tasks of a service.
    record OfService(String cluster, String service) implements Target {
        public OfService {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(service, "service");
        }
    }

    /// One task.
    ///
    /// @param task its id, a unique beginning of it with 8 characters or more, or its ARN
    record OfTask(String cluster, String task) implements Target {
        public OfTask {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(task, "task");
        }
    }

    /// The newest running task that has all these tags.
    ///
    /// @param tags in the order in which they were given, so that people see them so every time
    /// @param strict more than one match is an error
    record OfTags(String cluster, Map<String, String> tags, boolean strict) implements Target {
        public OfTags {
            Objects.requireNonNull(cluster, "cluster");
            Objects.requireNonNull(tags, "tags");
            tags.forEach((key, value) -> {
                Objects.requireNonNull(key, "a tag's key");
                Objects.requireNonNull(value, "a tag's value");
            });
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
            if (tags.isEmpty()) {
                throw new IllegalArgumentException("a target by tags needs at least one tag");
            }
        }
    }
}
