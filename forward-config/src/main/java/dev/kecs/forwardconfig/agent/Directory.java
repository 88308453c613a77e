package dev.kecs.forwardconfig.agent;

import java.nio.file.Path;

/// Where a file's relative paths begin.
record Directory(Path file) {
    Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }
}
