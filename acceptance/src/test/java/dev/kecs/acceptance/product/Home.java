package dev.kecs.acceptance.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A `KECS_HOME` and the processes that belong to it.
///
/// @param directory absolute, and named like nothing else on this machine
public record Home(Path directory) {
    private static final Path PROC = Path.of("/proc");

    static Home create() throws IOException {
        return new Home(Files.createTempDirectory("kecs-acceptance-").toRealPath());
    }

    public Path instance(String name) {
        return directory.resolve("instances").resolve(name);
    }

    /// Every living process that has this home in its command line, its environment or its working directory: the
    /// daemons, the shims and all programs of tasks. Zombies have ended.
    public Set<Long> processes() throws IOException {
        Set<Long> found = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (belongs(process)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    /// The processes with their command lines, for messages.
    List<String> described(Set<Long> processes) {
        return processes.stream().map(pid -> pid + " " + commandLine(pid)).toList();
    }

    /// A process's words with spaces between; empty when it has ended.
    public String commandLine(long pid) {
        return text(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
    }

    private boolean belongs(Path process) {
        String home = directory.toString();
        return text(process.resolve("cmdline")).contains(home)
                || text(process.resolve("environ")).contains(home)
                || workingDirectory(process).startsWith(home);
    }

    private static String workingDirectory(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).toString();
        } catch (IOException ended) {
            return "";
        }
    }

    /// Empty for a process that has ended, or that is somebody else's.
    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        }
    }
}
