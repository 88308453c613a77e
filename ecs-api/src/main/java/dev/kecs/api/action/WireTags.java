package dev.kecs.api.action;

import dev.kecs.ecs.tag.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Tags between the wire and the domain. Limits: the ECS API reference, `Tag`.
public final class WireTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private WireTags() {}

    /// The tags, unless they are more than a resource may have.
    public static Tags limited(Tags tags) {
        if (tags.values().size() > MOST) {
            throw Refusal.invalid("Too many tags: a resource has at most " + MOST + ".");
        }
        return tags;
    }

    public static Tags read(List<Tag> tags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String key = tag.key() == null ? "" : tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
                throw Refusal.invalid("Invalid tag '" + key + "': a key has 1 to 128 characters, a value at most 256.");
            }
            if (key.startsWith("aws:")) {
                throw Refusal.invalid("Invalid tag '" + key + "': the prefix aws: is reserved.");
            }
            if (values.put(key, value) != null) {
                throw Refusal.invalid("Duplicate tag keys found: '" + key + "'.");
            }
        }
        return limited(new Tags(values));
    }

    public static List<Tag> write(Tags tags) {
        return tags.values().entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}
