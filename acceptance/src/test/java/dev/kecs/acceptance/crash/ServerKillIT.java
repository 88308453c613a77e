package dev.kecs.acceptance.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fifty kills of kecs-server, and ten more while it starts; it needs minutes, nothing else.
@Timeout(900)
class ServerKillIT {
    @Test
    void everyAcknowledgedChangeSurvivesAndTasksRunOn() throws Exception {
        try (Kills kills = Kills.of(50)) {
            ServerKills.run(kills);
        }
    }
}
