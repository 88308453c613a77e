package dev.kecs.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.Verbs;
import dev.kecs.cli.line.Candidates.Names;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleterTest {
    private final List<String> asked = new ArrayList<>();
    private final Completer completer = new Completer(Verbs.ROOT, this::names);

    private List<String> names(Names what, String beginning, String instance) {
        asked.add(what + " '" + beginning + "' '" + instance + "'");
        return switch (what) {
            case FORWARD -> List.of("api", "web", "web-2");
            case CLUSTER -> List.of("demo", "development");
            case SERVICE, TASK -> beginning.contains("/") ? List.of("demo/web", "demo/worker") : List.of("demo/");
            case INSTANCE -> List.of("ci", "default");
            case FILE -> List.of();
        };
    }

    /// @param line after the program's name; the word after the last blank is under the cursor
    private List<String> words(String line) {
        return completer.complete(List.of(line.split(" ", -1))).stream()
                .map(Candidate::word)
                .toList();
    }

    @Test
    void commandsAreOfferedWithWhatTheyDoAndWithoutThoseForPrograms() {
        assertThat(words("")).contains("start", "port-forward", "completion").doesNotContain(Complete.VERB);
        assertThat(words("st")).containsExactly("start", "stop", "status");
        assertThat(completer.complete(List.of("port-forward", "rest")))
                .singleElement()
                .extracting(Candidate::word)
                .isEqualTo("restart-agent");
        assertThat(completer.complete(List.of("demo")).getFirst().explanation()).isNotEmpty();
    }

    @Test
    void aGroupIsKnownByItsOtherName() {
        assertThat(words("pf start ")).containsExactly("service", "task");
    }

    @Test
    void namesComeFromTheInstance() {
        assertThat(words("port-forward stop w")).containsExactly("web", "web-2");
        assertThat(words("port-forward stop api w")).containsExactly("web", "web-2");
        assertThat(words("port-forward start service ")).containsExactly("demo/");
        assertThat(words("port-forward start service demo/wo")).containsExactly("demo/worker");
        assertThat(words("port-forward list --cluster dev")).containsExactly("development");
    }

    @Test
    void theInstanceThatTheLineNamesIsAsked() {
        assertThat(words("port-forward stop --instance c")).containsExactly("ci");
        asked.clear();
        assertThat(words("port-forward stop --instance ci web")).containsExactly("web", "web-2");
        assertThat(words("port-forward stop --instance=ci web")).containsExactly("web", "web-2");
        assertThat(words("port-forward stop --instance = ci web")).containsExactly("web", "web-2");
        assertThat(asked).containsOnly("FORWARD 'web' 'ci'");
    }

    @Test
    void optionsAreOfferedOnceUnlessTheyMayBeRepeated() {
        assertThat(words("port-forward start service --lo")).containsExactly("--local-port");
        assertThat(words("port-forward start service --local-port 1 --lo")).isEmpty();
        assertThat(words("port-forward start service --port 1:2 --por")).containsExactly("--port");
        assertThat(words("port-forward start service --port 1 : 2 demo/web --he"))
                .containsExactly("--help");
    }

    @Test
    void valuesOfOptionsAreOfferedBehindABlankOrAnEqualsSign() {
        assertThat(words("status -o j")).containsExactly("json");
        assertThat(words("status --output=j")).containsExactly("--output=json");
        assertThat(words("status --output = j")).containsExactly("json");
        assertThat(words("status --output =")).containsExactly("table", "wide", "json", "yaml");
        assertThat(words("port-forward start service --local-port 8")).isEmpty();
    }

    @Test
    void anOptionsValueIsNoCommand() {
        assertThat(words("port-forward list --cluster start ")).isEmpty();
        assertThat(words("port-forward wait web st")).isEmpty();
    }

    @Test
    void filesAreLeftToTheShell() {
        assertThat(completer.wantsFile(List.of("port-forward", "run", "--config", "")))
                .isTrue();
        assertThat(completer.wantsFile(List.of("port-forward", "run", "--config", "=", "x")))
                .isTrue();
        assertThat(completer.wantsFile(List.of("port-forward", "run", ""))).isFalse();
    }

    @Test
    void anythingElseIsCompletedByNothing() {
        for (String line :
                List.of("nonsense ", "nonsense --", "=", ":", "-", "--=", "version x y ", "status --output")) {
            assertThat(words(line)).as(line).allMatch(word -> word.startsWith("-"));
        }
    }
}
