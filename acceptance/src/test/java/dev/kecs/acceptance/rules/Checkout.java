package dev.kecs.acceptance.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The checkout under test: its root and its text files, build output left out.
record Checkout(Path root) {
    private static final Set<String> NOT_SOURCES = Set.of(".git", ".idea", "node_modules", "__pycache__");

    /// The checkout that the tests run in: the nearest directory upwards that holds the root POM.
    static Checkout here() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve("packaging").resolve("pom.xml"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no KECS checkout around " + Path.of("").toAbsolutePath());
            }
            directory = parent;
        }
        return new Checkout(directory);
    }

    /// Maven's; a package may be called `target` as well.
    private static boolean isBuildOutput(Path directory) {
        return directory.endsWith("target") && Files.exists(directory.resolveSibling("pom.xml"));
    }

    List<Source> javaSources() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> Source.read(root, file))
                .toList();
    }

    /// Every regular file outside build output, in path order.
    List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    Path name = directory.getFileName();
                    return name != null && (NOT_SOURCES.contains(name.toString()) || isBuildOutput(directory))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }
}
