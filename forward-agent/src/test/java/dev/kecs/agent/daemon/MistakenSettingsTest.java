package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.method.Empty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An agent whose part of `kecs.yaml` has a mistake: forwards matter more than its settings.
class MistakenSettingsTest {
    @RegisterExtension
    final RunningAgent agent = RunningAgent.with("retry: often");

    @Test
    void theyAreToldWithTheirPlaceAndForwardsAreServed() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            assertThat(agent.startedAt(task).name()).isEqualTo("web");
            assertThat(agent.client()
                            .call(AgentMethods.AGENT_STATUS, Empty.EMPTY)
                            .problems())
                    .singleElement()
                    .asString()
                    .startsWith("its part of kecs.yaml does not count: ")
                    .contains(agent.paths().settings() + ":2:10: retry: expected a mapping, found a text");
        }
    }
}
