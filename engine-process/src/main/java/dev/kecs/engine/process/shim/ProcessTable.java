package dev.kecs.engine.process.shim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `/proc` (see proc(5)).
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /// @param state one letter; Z is a zombie, X is dead
    /// @param session the session's id
    record Stat(long pid, char state, long session, long ticks) {
        boolean runs() {
            return state != 'Z' && state != 'X';
        }
    }

    /// Random at every boot.
    static String bootId() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the boot id", failure);
        }
    }

    /// Empty when there is no such process.
    static Optional<Stat> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The command's name stands in parentheses and may hold anything, parentheses included.
            String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(new Stat(pid, rest[0].charAt(0), Long.parseLong(rest[3]), Long.parseLong(rest[19])));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Whether the process was started with this entry in its environment; false when that cannot be known.
    static boolean hasEnvironment(long pid, String entry) {
        try {
            String environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + entry + "\0");
        } catch (IOException notOurs) {
            return false;
        }
    }

    static List<Stat> all() {
        List<Stat> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path child : children) {
                stat(Long.parseLong(child.getFileName().toString())).ifPresent(found::add);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot list processes", failure);
        }
        return found;
    }
}
