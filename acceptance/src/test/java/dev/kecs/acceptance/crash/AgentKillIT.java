package dev.kecs.acceptance.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 7 at full size; it needs minutes, nothing else.
@Timeout(900)
class AgentKillIT {
    @Test
    void twentyForwardsComeBackWithTheirIdsNamesAndPortsTwoHundredTimes() throws Exception {
        try (Kills kills = Kills.of(200)) {
            new AgentKills(20).run(kills);
        }
    }
}
