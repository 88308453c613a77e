package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.session.WaitReason;
import dev.kecs.protocol.forward.ForwardState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that explains forwards has every state, and the page that helps with those that wait every reason.
class StatesPageTest {
    private static final int STATES = 0;

    @Test
    void everyStateHasARowInTheOrderOfTheCode() {
        assertThat(MarkdownPage.of("docs/concepts/forwards.md").names(STATES))
                .containsExactlyElementsOf(Arrays.stream(ForwardState.values())
                        .map(ForwardState::word)
                        .toList());
    }

    @Test
    void everyReasonHasARowThatSaysWhatToDo() {
        MarkdownPage page = MarkdownPage.of("docs/how-to/why-does-it-wait.md");
        List<List<List<String>>> tables = page.tables();
        assertThat(Stream.of(0, 1).flatMap(table -> page.names(table).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(WaitReason.values()).map(WaitReason::word), Stream.of("stopped"))
                                .toList());
        assertThat(tables.stream().limit(2).flatMap(List::stream))
                .allSatisfy(row -> assertThat(row).hasSize(3).doesNotContain(""));
    }
}
