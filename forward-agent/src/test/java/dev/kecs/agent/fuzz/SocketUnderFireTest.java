package dev.kecs.agent.fuzz;

import org.junit.jupiter.api.Test;

/// A few thousand inputs of scenario 18; all of them: [SocketUnderFireIT].
class SocketUnderFireTest {
    @Test
    void whateverCallersSendTheAgentAnswersAndGoesOn() throws Exception {
        try (AgentUnderFire agent = new AgentUnderFire()) {
            agent.run(5000);
        }
    }
}
