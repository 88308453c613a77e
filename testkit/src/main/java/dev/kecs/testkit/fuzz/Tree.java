package dev.kecs.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A document of JSON or YAML, right or wrong: keys may stand there twice, and a literal may be nonsense.
public sealed interface Tree {
    record Text(String text) implements Tree {}

    /// Written as it is: a number, `true`, `null`, or none of these.
    record Literal(String text) implements Tree {}

    record Items(List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Entries(List<Entry> entries) implements Tree {
        public Entries {
            entries = List.copyOf(entries);
        }

        /// The first value of this key.
        public @Nullable Tree get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst()
                    .orElse(null);
        }

        /// With this value under the key, in the place of those that are there.
        public Entries with(String key, Tree value) {
            List<Entry> changed = new ArrayList<>(entries);
            changed.removeIf(entry -> entry.key().equals(key));
            changed.add(new Entry(key, value));
            return new Entries(changed);
        }
    }

    record Entry(String key, Tree value) {}

    /// @param value maps, lists, and scalars
    static Tree of(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                new Entries(map.entrySet().stream()
                        .map(entry -> new Entry(String.valueOf(entry.getKey()), of(entry.getValue())))
                        .toList());
            case List<?> list -> new Items(list.stream().map(Tree::of).toList());
            case String text -> new Text(text);
            case null -> new Literal("null");
            default -> new Literal(value.toString());
        };
    }

    /// On one line, which is YAML too.
    default String json() {
        StringBuilder text = new StringBuilder();
        Rendering.json(this, text);
        return text.toString();
    }

    /// With a line for each entry and item.
    default String yaml() {
        StringBuilder text = new StringBuilder();
        Rendering.yaml(this, 0, text);
        return text.toString();
    }

    /// How many values it is made of.
    default int size() {
        return switch (this) {
            case Text text -> 1;
            case Literal literal -> 1;
            case Items list -> 1 + list.items().stream().mapToInt(Tree::size).sum();
            case Entries map ->
                1
                        + map.entries().stream()
                                .mapToInt(entry -> entry.value().size())
                                .sum();
        };
    }

    /// The same with one value replaced.
    ///
    /// @param index of the value, counted from the outermost, 0, in the order they are written
    default Tree replaced(int index, UnaryOperator<Tree> change) {
        if (index == 0) {
            return change.apply(this);
        }
        int[] left = {index - 1};
        UnaryOperator<Tree> inside = child -> {
            int size = child.size();
            boolean here = left[0] >= 0 && left[0] < size;
            Tree result = here ? child.replaced(left[0], change) : child;
            left[0] -= size;
            return result;
        };
        return switch (this) {
            case Items list -> new Items(list.items().stream().map(inside).toList());
            case Entries map ->
                new Entries(map.entries().stream()
                        .map(entry -> new Entry(entry.key(), inside.apply(entry.value())))
                        .toList());
            case Text text -> this;
            case Literal literal -> this;
        };
    }

    /// Adds the places of all keys: `forwards.hold` for a key of a mapping, or of each mapping in a list, under
    /// `forwards`.
    default void places(String before, Set<String> found) {
        switch (this) {
            case Items list -> list.items().forEach(item -> item.places(before, found));
            case Entries map ->
                map.entries().forEach(entry -> {
                    String place = before.isEmpty() ? entry.key() : before + "." + entry.key();
                    found.add(place);
                    entry.value().places(place, found);
                });
            case Text text -> {}
            case Literal literal -> {}
        }
    }
}
