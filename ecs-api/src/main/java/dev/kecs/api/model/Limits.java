package dev.kecs.api.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The bounds of numbers, of lists and of texts, and the characters of texts, read from `limits.txt` (source: the ECS
/// API reference's
/// member descriptions; its model carries none of them). Immutable.
public final class Limits {
    private record Limit(String kind, long lowest, long highest) {}

    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<String, Pattern> patterns = new HashMap<>();

    static Limits load() {
        Limits read = new Limits();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Limits.class.getResourceAsStream("limits.txt"), "limits.txt is missing"),
                StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(" ", -1)).forEach(read::take);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the API's limits", failure);
        }
        return read;
    }

    private void take(String[] words) {
        if (words[0].equals("pattern")) {
            patterns.put(words[1], Pattern.compile(words[2]));
        } else {
            limits.put(words[1], new Limit(words[0], Long.parseLong(words[2]), Long.parseLong(words[3])));
        }
    }

    /// What is wrong with a member's value; empty when nothing is.
    Optional<String> offence(String shape, String member, Object value) {
        String key = shape + "." + member;
        Limit limit = limits.get(key);
        Optional<String> outOfBounds = limit == null ? Optional.empty() : offence(limit, value);
        return outOfBounds.or(() -> Optional.ofNullable(patterns.get(key))
                .filter(pattern ->
                        value instanceof String text && !pattern.matcher(text).matches())
                .map(pattern -> "must match " + pattern + ", but was " + value));
    }

    private static Optional<String> offence(Limit limit, Object value) {
        return switch (value) {
            case Number number
            when limit.kind().equals("range") ->
                outside(limit, number.longValue(), "must be between %d and %d, and was %d");
            case Collection<?> list
            when limit.kind().equals("items") -> outside(limit, list.size(), "must have %d to %d items, and has %d");
            case String text
            when limit.kind().equals("length") ->
                outside(limit, text.length(), "must have %d to %d characters, and has %d");
            default -> Optional.empty();
        };
    }

    private static Optional<String> outside(Limit limit, long actual, String message) {
        return actual < limit.lowest() || actual > limit.highest()
                ? Optional.of(message.formatted(limit.lowest(), limit.highest(), actual))
                : Optional.empty();
    }
}
