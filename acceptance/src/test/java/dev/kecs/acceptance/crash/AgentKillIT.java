package dev.kecs.acceptance.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 7 at full size; it needs minutes, nothing else. [AgentKillTest] and the agent's own `RepeatedKillIT` change
/// forwards meanwhile, too.
@Timeout(1800)
class AgentKillIT {
    @Test
    void twentyForwardsComeBackWithTheirIdsNamesAndPortsTwoHundredTimes() throws Exception {
        try (Kills kills = Kills.of(200)) {
            new AgentKills(20, false).run(kills);
        }
    }
}
