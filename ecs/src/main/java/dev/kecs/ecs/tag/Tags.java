package dev.kecs.ecs.tag;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tags in the order they were given. Limits (50 tags, lengths, the reserved prefix `aws:`) are checked where
/// requests are validated.
public record Tags(Map<String, String> values) {
    public static final Tags NONE = new Tags(Map.of());

    public Tags {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// These tags with `others` added; where both have a key, `others` wins.
    public Tags with(Tags others) {
        Map<String, String> merged = new LinkedHashMap<>(values);
        merged.putAll(others.values);
        return new Tags(merged);
    }

    public Tags without(Collection<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(keys);
        return new Tags(rest);
    }

    /// Whether every one of `wanted` is here with the same value.
    public boolean containAll(Map<String, String> wanted) {
        return values.entrySet().containsAll(wanted.entrySet());
    }
}
