package dev.kecs.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void padsColumnsToTheirWidestCellAndLeavesNoTrailingBlanks() {
        String text =
                new Table("NAME", "STATE").row("webapp", "Ready").row("db", "").render();

        assertThat(text).isEqualTo("NAME     STATE\nwebapp   Ready\ndb\n");
    }

    @Test
    void refusesARowWithAnotherNumberOfCells() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("NAME").row("a", "b"));
    }
}
