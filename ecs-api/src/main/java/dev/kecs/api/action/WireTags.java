package dev.kecs.api.action;

import dev.kecs.ecs.tag.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Tags between the wire and the domain. Limits: the ECS API reference, `Tag`.
public final class WireTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String RESERVED = "aws:";
    private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private WireTags() {}

    /// The tags, unless they are more than a resource may have. Those of AWS itself do not count.
    public static Tags limited(Tags tags) {
        long own =
                tags.values().keySet().stream().filter(key -> !isReserved(key)).count();
        if (own > MOST) {
            throw Refusal.invalid(
                    "tags: Too many tags: a resource has at most " + MOST + ", and would have " + own + ".");
        }
        return tags;
    }

    public static Tags read(List<Tag> tags) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            String path = "tags[" + i + "]";
            String key = tags.get(i).key() == null ? "" : tags.get(i).key();
            String value = tags.get(i).value() == null ? "" : tags.get(i).value();
            checkKey(path + ".key", key);
            if (value.length() > LONGEST_VALUE || !LEGAL.matcher(value).matches()) {
                throw Refusal.invalid(path + ".value: Invalid value of tag '" + key + "': at most " + LONGEST_VALUE
                        + " letters, numbers, spaces and _ . : / = + - @.");
            }
            if (values.put(key, value) != null) {
                throw Refusal.invalid(path + ".key: Duplicate tag keys found: '" + key + "'.");
            }
        }
        return limited(new Tags(values));
    }

    /// The keys of tags that a user may take away.
    public static List<String> keys(List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            checkKey("tagKeys[" + i + "]", keys.get(i));
        }
        return keys;
    }

    private static void checkKey(String path, String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || !LEGAL.matcher(key).matches()) {
            throw Refusal.invalid(path + ": Invalid tag key '" + key + "': 1 to " + LONGEST_KEY
                    + " letters, numbers, spaces and _ . : / = + - @.");
        }
        if (isReserved(key)) {
            throw Refusal.invalid(path + ": Invalid tag key '" + key + "': the prefix aws: is reserved.");
        }
    }

    private static boolean isReserved(String key) {
        return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
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
