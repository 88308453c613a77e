package dev.kecs.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.testing.FakeTask;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.event.EventQuery;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.rpc.JsonRpcClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What callers are told of what happens.
class EventCallsTest {
    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    private List<AgentEvent> events(EventQuery query) throws Exception {
        return List.of(agent.client().call(EventMethods.EVENTS_LIST, query));
    }

    @Test
    void aForwardsLifeIsTold() throws Exception {
        try (FakeTask task = new FakeTask(FakeTask.ECHO)) {
            agent.startedAt(task);
            agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.only(List.of("web")));
            List<AgentEvent> told = events(EventQuery.ALL);
            assertThat(told.getFirst()).isInstanceOf(AgentEvent.Started.class);
            assertThat(told.getLast()).isInstanceOf(AgentEvent.Stopped.class);
            assertThat(told)
                    .anyMatch(event -> event instanceof AgentEvent.StateChanged changed
                            && changed.state() == ForwardState.READY
                            && changed.forward().equals("web"));
            assertThat(events(new EventQuery("other", null))).isEmpty();
            assertThat(events(new EventQuery(null, "2999-01-01T00:00:00Z"))).isEmpty();
        }
    }

    @Test
    void whoeverFollowsGetsWhatWasAndWhatHappensThen() throws Exception {
        List<AgentEvent> told = new CopyOnWriteArrayList<>();
        agent.start(RunningAgent.WEB);
        try (JsonRpcClient follower = RunningAgent.connect(agent.paths())) {
            follower.subscribe(EventMethods.EVENT, told::add);
            follower.post(EventMethods.EVENTS_FOLLOW, EventQuery.ALL);
            Thread.ofVirtual()
                    .start(() -> assertThat(catchThrowableOfType(IOException.class, follower::listen))
                            .isNotNull());
            await().until(() -> told.stream().anyMatch(event -> event instanceof AgentEvent.Started));
            agent.client().call(AgentMethods.FORWARD_STOP, ForwardSelection.everything());
            await().until(() -> told.stream().anyMatch(event -> event instanceof AgentEvent.Stopped));
        }
        assertThat(told.stream().map(AgentEvent::number))
                .doesNotHaveDuplicates()
                .isSorted();
    }
}
