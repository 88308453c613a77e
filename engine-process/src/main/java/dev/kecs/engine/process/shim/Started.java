package dev.kecs.engine.process.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What the shim recorded before the program ran.
///
/// @param ticks the program's start time, in clock ticks since boot (field 22 of `/proc/pid/stat`, see
///     proc(5))
/// @param bootId tells this boot's processes from another's
/// @param shim the shim's pid, which is the session's id
public record Started(long pid, long ticks, String bootId, long shim) {
    static Optional<Started> read(Path file) throws IOException {
        String line;
        try {
            line = Files.readString(file);
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
        String[] fields = line.strip().split(" ", -1);
        if (!line.endsWith("\n") || fields.length != 4) {
            return Optional.empty();
        }
        return Optional.of(new Started(
                Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2], Long.parseLong(fields[3])));
    }

    /// Whether the program itself still runs: same boot, same pid, same start, not a zombie.
    public boolean alive() {
        return ProcessTable.bootId().equals(bootId)
                && ProcessTable.stat(pid)
                        .filter(stat -> stat.ticks() == ticks && stat.runs())
                        .isPresent();
    }
}
