package dev.kecs.agent.statefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A log that takes at most about 3 MiB: one that has grown to 1 MiB becomes `<name>.1`, and that one `<name>.2`. Any
/// thread may append.
public final class LogFile {
    private static final long LARGEST = 1 << 20;

    private final Path file;

    public LogFile(Path file) {
        this.file = file;
    }

    public synchronized void append(String text) throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            Path older = file.resolveSibling(file.getFileName() + ".1");
            if (Files.exists(older)) {
                Files.move(older, file.resolveSibling(file.getFileName() + ".2"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
        }
        PrivateFile.append(file, text);
    }
}
