package dev.kecs.agent.fuzz;

import org.junit.jupiter.api.Test;

/// Scenario 18, the agent's socket: 300,000 of its 1,000,000 inputs. It needs nothing installed.
class SocketUnderFireIT {
    @Test
    void whateverCallersSendTheAgentAnswersAndGoesOn() throws Exception {
        try (AgentUnderFire agent = new AgentUnderFire()) {
            agent.run(300_000);
        }
    }
}
