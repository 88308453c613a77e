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
/// @param shimTicks the shim's start time, in the same unit
public record Started(long pid, long ticks, String bootId, long shim, long shimTicks) {
    static Optional<Started> read(Path file) throws IOException {
        String line;
        try {
            line = Files.readString(file);
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
        String[] fields = line.strip().split(" ", -1);
        if (!line.endsWith("\n") || fields.length != 5) {
            return Optional.empty();
        }
        return Optional.of(new Started(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                fields[2],
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4])));
    }

    /// Whether the program itself still runs: same boot, same pid, same start, not a zombie.
    public boolean alive() {
        return runs(pid, ticks);
    }

    /// Whether the shim is still there to record the exit status. Its environment would not tell: while a
    /// process becomes another program, the kernel shows it empty, and the shim's last act is to become `mv`.
    public boolean shimAlive() {
        return runs(shim, shimTicks);
    }

    private boolean runs(long process, long since) {
        return ProcessTable.bootId().equals(bootId)
                && ProcessTable.stat(process)
                        .filter(stat -> stat.ticks() == since && stat.runs())
                        .isPresent();
    }
}
