package dev.kecs.cli.forward.screen.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpPaneTest {

    @Test
    void thePageAboutTheScreenHasExactlyTheKeysOfItsHelp() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/how-to/terminal-screen.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`", 3)[1])
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        HelpPane.ENTRIES.stream().map(HelpPane.Entry::keys).toList());
    }
}
