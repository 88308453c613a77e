package dev.kecs.engine.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Directories with all in them. Stateless.
final class FileTrees {
    private FileTrees() {}

    /// Links become what they lead to.
    static void copy(Path from, Path to) throws IOException {
        for (Path path : all(from)) {
            Path copy = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path tree) throws IOException {
        for (Path path : all(tree).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    private static List<Path> all(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            return found.toList();
        }
    }
}
