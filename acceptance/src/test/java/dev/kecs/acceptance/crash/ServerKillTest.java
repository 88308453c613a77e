package dev.kecs.acceptance.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A dozen kills of kecs-server; at full size: [ServerKillIT].
@Timeout(900)
class ServerKillTest {
    @Test
    void everyAcknowledgedChangeSurvivesAndTasksRunOn() throws Exception {
        try (Kills kills = Kills.of(12)) {
            ServerKills.run(kills);
        }
    }
}
