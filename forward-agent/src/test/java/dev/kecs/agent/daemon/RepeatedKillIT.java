package dev.kecs.agent.daemon;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenario 7 at its full size, which takes minutes; it needs nothing installed.
class RepeatedKillIT {
    @TempDir
    Path home;

    @Test
    void twoHundredKillsLoseNothing() throws Exception {
        new RepeatedKills(home).run(200);
    }
}
