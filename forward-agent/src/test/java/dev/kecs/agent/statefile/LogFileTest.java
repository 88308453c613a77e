package dev.kecs.agent.statefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void aLogTakesThreeMebibytesAtMostAndKeepsTheLastLines() throws Exception {
        LogFile log = new LogFile(directory.resolve("web.log"));
        String line = "x".repeat(10_000) + "\n";
        for (int i = 0; i < 500; i++) {
            log.append(i + line);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("web.log", "web.log.1", "web.log.2");
        }
        for (String name : new String[] {"web.log", "web.log.1", "web.log.2"}) {
            Path file = directory.resolve(name);
            assertThat(Files.size(file)).isLessThan(MEBIBYTE + 2L * line.length());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readAllLines(directory.resolve("web.log")).getLast()).startsWith("499x");
    }

    @Test
    void aLogGoesOnWhereAnotherProcessEndedIt() throws Exception {
        Path file = directory.resolve("web.log");
        new LogFile(file).append("one\n");
        new LogFile(file).append("two\n");
        assertThat(file).hasContent("one\ntwo\n");
    }
}
