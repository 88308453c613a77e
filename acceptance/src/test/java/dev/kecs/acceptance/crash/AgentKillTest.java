package dev.kecs.acceptance.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 7 with fifteen kills; at full size: [AgentKillIT].
@Timeout(900)
class AgentKillTest {
    @Test
    void everyForwardComesBackWithItsIdItsNameAndItsPort() throws Exception {
        try (Kills kills = Kills.of(15)) {
            new AgentKills(6, true).run(kills);
        }
    }
}
