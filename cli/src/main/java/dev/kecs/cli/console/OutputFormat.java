package dev.kecs.cli.console;

import java.util.Locale;

/// How state is printed.
public enum OutputFormat {
    TABLE,
    WIDE,
    JSON,
    YAML;

    public boolean forPeople() {
        return this == TABLE || this == WIDE;
    }

    /// The option's value.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
