package dev.kecs.acceptance.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BashCompletionTest {
    @TempDir
    Path directory;

    @Test
    void bashCompletesCommandsAndNamesOfTheRunningInstance() throws Exception {
        try (CompletedInstance instance = CompletedInstance.started()) {
            instance.check(line -> completed(instance, line));

            Files.writeString(directory.resolve("forwards.yaml"), "");
            assertThat(completed(instance, "kecs port-forward run --config f")).isEmpty();
            assertThat(completed(instance, "kecs status --output = j")).containsExactly("json");
        }
    }

    /// Calls the function that bash would, with the words that bash would have made.
    private List<String> completed(CompletedInstance instance, String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        String quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        try {
            return instance.run(directory, List.of("bash", "--norc"), """
                            source <(kecs completion bash)
                            complete -p kecs > /dev/null || exit 1
                            compopt() { :; }
                            COMP_WORDS=(%s)
                            COMP_CWORD=%d
                            _kecs
                            printf '%%s\\n' "${COMPREPLY[@]}"
                            """.formatted(quoted, words.size() - 1)).stream()
                    .filter(word -> !word.isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
