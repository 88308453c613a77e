package dev.kecs.acceptance.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One Java source file; `path` is relative to the checkout and uses `/`.
record Source(String path, List<String> lines) {
    Source {
        lines = List.copyOf(lines);
    }

    static Source read(Path root, Path file) {
        try {
            return new Source(root.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isMain() {
        return path.contains("/src/main/java/");
    }

    boolean isPackageInfo() {
        return name().equals("package-info");
    }

    /// The file's name without its extension, which is its top-level class.
    String name() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    String directory() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    boolean contains(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
