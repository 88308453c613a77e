package dev.kecs.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Collects what is wrong with a file. Used by one thread.
public final class Mistakes {
    private record Mistake(Position at, String message) {}

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    /// @param file how the file is named in messages
    public Mistakes(String file) {
        this.file = file;
    }

    public void add(Position at, String message) {
        found.add(new Mistake(at, message));
    }

    /// @throws InvalidConfigException when anything is wrong: a line each, in the file's order
    public void refuseIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found.stream()
                    .sorted(Comparator.comparing(Mistake::at))
                    .map(each -> file + ":" + each.at().line() + ":" + each.at().column() + ": " + each.message())
                    .collect(Collectors.joining("\n")));
        }
    }
}
