package dev.kecs.cli.forward.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingLogTest {
    private Path log = Path.of("");
    private Path older = Path.of("");

    @BeforeEach
    void write(@TempDir Path directory) throws IOException {
        older = directory.resolve("web.log.1");
        log = Files.writeString(directory.resolve("web.log"), "one\ntwo\n");
    }

    private void add(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void whatIsAddedIsToldOnceByWholeLines() throws IOException {
        try (GrowingLog growing = new GrowingLog(log, 1000)) {
            assertThat(growing.more()).containsExactly("one", "two");
            assertThat(growing.more()).isEmpty();
            add(log, "thr");
            assertThat(growing.more()).isEmpty();
            add(log, "ee\nfour\n");
            assertThat(growing.more()).containsExactly("three", "four");
        }
    }

    @Test
    void aRotationBetweenTwoLooksLosesNoLine() throws IOException {
        try (GrowingLog growing = new GrowingLog(log, 1000)) {
            assertThat(growing.more()).containsExactly("one", "two");
            add(log, "three\n");
            Files.move(log, older);
            add(log, "four\n");
            assertThat(growing.more()).containsExactly("three", "four");
            Files.move(log, older, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(growing.more()).isEmpty();
            add(log, "five\n");
            assertThat(growing.more()).containsExactly("five");
        }
    }

    @Test
    void theFileThatWasThereAtTheBeginningIsReadThoughItWasRotatedMeanwhile() throws IOException {
        try (GrowingLog growing = new GrowingLog(log, 1000)) {
            Files.move(log, older);
            add(log, "three\n");
            assertThat(growing.more()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void onlyTheEndIsReadOfWhatIsLongerThanTheReach() throws IOException {
        try (GrowingLog growing = new GrowingLog(log, 4)) {
            assertThat(growing.more()).containsExactly("two");
            add(log, "three\nfor\n");
            assertThat(growing.more()).containsExactly("for");
        }
    }

    @Test
    void aFileThatIsNotThereYetIsReadOnceItIs() throws IOException {
        Files.delete(log);
        try (GrowingLog growing = new GrowingLog(log, 1000)) {
            assertThat(growing.more()).isEmpty();
            add(log, "one\n");
            assertThat(growing.more()).containsExactly("one");
        }
    }

    @Test
    void aFileThatIsEmptiedInPlaceBeginsAgain() throws IOException {
        try (GrowingLog growing = new GrowingLog(log, 1000)) {
            assertThat(growing.more()).hasSize(2);
            Files.writeString(log, "anew\n");
            assertThat(growing.more()).containsExactly("anew");
        }
    }
}
