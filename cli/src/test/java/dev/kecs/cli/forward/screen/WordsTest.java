package dev.kecs.cli.forward.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void aServiceIsMeantWhereNoKindIsTyped() {
        assertThat(Words.ofStart("production/webapp --local-port 8081"))
                .containsExactly("service", "production/webapp", "--local-port", "8081", "--no-wait");
        assertThat(Words.ofStart("task development/0f9de17a"))
                .containsExactly("task", "development/0f9de17a", "--no-wait");
    }

    @Test
    void tagsAndArnsAreOfTasks() {
        assertThat(Words.ofStart("development --tags Component=worker"))
                .containsExactly("task", "development", "--tags", "Component=worker", "--no-wait");
        assertThat(Words.ofStart("arn:aws:ecs:us-east-1:1:task/c/0f9de17a")).startsWith("task");
    }

    @Test
    void whoAsksToWaitWaits() {
        assertThat(Words.ofStart("a/b --wait")).containsExactly("service", "a/b", "--wait");
    }

    @Test
    void blanksInQuotationMarksSeparateNothing() {
        assertThat(Words.split("  a 'b c' \"d'e\" f\"g h\" ''")).containsExactly("a", "b c", "d'e", "fg h", "");
        assertThat(Words.split("   ")).isEmpty();
        assertThatThrownBy(() -> Words.split("a 'b")).hasMessageContaining("not closed");
    }
}
