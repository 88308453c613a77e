package dev.kecs.config;

import java.util.List;

/// What a YAML document holds, each part with its place.
public sealed interface ConfigValue {
    Position at();

    /// Any scalar, as it was written: `0012` stays `0012`.
    record Text(Position at, String text) implements ConfigValue {}

    /// Nothing where a value could stand.
    record Nothing(Position at) implements ConfigValue {}

    record Items(Position at, List<ConfigValue> values) implements ConfigValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// Entries in the order they were written; a key may stand there twice.
    record Entries(Position at, List<Entry> entries) implements ConfigValue {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    record Entry(Text key, ConfigValue value) {}

    /// What this is, for a message.
    default String kind() {
        return switch (this) {
            case Text text -> "a text";
            case Nothing nothing -> "nothing";
            case Items items -> "a list";
            case Entries entries -> "a mapping";
        };
    }
}
