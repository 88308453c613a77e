package dev.kecs.acceptance.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Needs `zsh` and `fish`.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellCompletionIT {
    private final CompletedInstance instance;

    @TempDir
    Path directory;

    ShellCompletionIT() throws IOException {
        instance = CompletedInstance.started();
    }

    @AfterAll
    void close() throws IOException {
        instance.close();
    }

    @Test
    void fishCompletes() {
        instance.check(line -> run(List.of("fish", "--no-config"), """
                kecs completion fish | source
                complete -C '%s' | cut -f 1
                """.formatted(line)));
    }

    /// zsh completes only for a person at a terminal, so its own functions are replaced by ones that print what they
    /// get.
    @Test
    void zshCompletes() {
        instance.check(line -> {
            List<String> words = Arrays.asList(line.split(" ", -1));
            String quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
            return run(List.of("zsh", "-f"), """
                    compdef() { [[ $1 == _kecs ]] || exit 1 }
                    compadd() { shift 3; print -l -- "$@" }
                    _describe() { local entry; for entry in "${(@P)2}"; do print -r -- "${entry%%%%:*}"; done }
                    source <(kecs completion zsh)
                    words=(%s)
                    CURRENT=%d
                    _kecs
                    """.formatted(quoted, words.size()));
        });
    }

    private List<String> run(List<String> shell, String script) {
        try {
            return instance.run(directory, shell, script).stream()
                    .filter(word -> !word.isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
