package dev.kecs.agent.daemon;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenario 7, a few kills of it; all of them: [RepeatedKillIT].
class RepeatedKillTest {
    @TempDir
    Path home;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNoFileIsHalfWritten() throws Exception {
        new RepeatedKills(home).run(8);
    }
}
