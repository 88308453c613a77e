package dev.kecs.api.action;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list. The token holds the last item's key, so a list that changes between two calls skips
/// nothing that stayed.
///
/// @param nextToken empty on the last page
public record Page<T>(List<T> items, Optional<String> nextToken) {
    private static final String MARK = "kecs1:";

    /// @param maximum the request's `maxResults`; null means `limit`
    /// @param limit the largest `maxResults` that the operation takes, and its default
    /// @param sorted all items, in ascending order of `key`
    public static <T> Page<T> of(
            List<T> sorted, Function<T, String> key, @Nullable Integer maximum, @Nullable String token, int limit) {
        String after = after(token);
        List<T> rest = sorted.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        return first(rest, key, maximum, limit);
    }

    /// The same for items in descending order of `key`.
    public static <T> Page<T> descending(
            List<T> sorted, Function<T, String> key, @Nullable Integer maximum, @Nullable String token, int limit) {
        String before = after(token);
        List<T> rest = sorted.stream()
                .filter(item -> before.isEmpty() || key.apply(item).compareTo(before) < 0)
                .toList();
        return first(rest, key, maximum, limit);
    }

    private static <T> Page<T> first(List<T> rest, Function<T, String> key, @Nullable Integer maximum, int limit) {
        int size = maximum == null ? limit : maximum;
        if (size < 1 || size > limit) {
            throw Refusal.invalid("maxResults must be between 1 and " + limit + ", and was " + size + ".");
        }
        List<T> items = rest.subList(0, Math.min(size, rest.size()));
        return new Page<>(
                items, rest.size() > size ? Optional.of(encode(key.apply(items.getLast()))) : Optional.empty());
    }

    private static String after(@Nullable String token) {
        return token == null || token.isEmpty() ? "" : decode(token);
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException foreign) {
            throw Refusal.invalid("Invalid token: it is not one that this operation gave.");
        }
        throw Refusal.invalid("Invalid token: it is not one that this operation gave.");
    }
}
