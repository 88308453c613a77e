package dev.kecs.ecs.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state with every event, as the table in the lifecycle's header says.
class TaskLifecycleTest {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant STOPPING = STARTED.plusSeconds(10);
    private static final Instant ENDED = STARTED.plusSeconds(20);
    private static final Instant NOW = STARTED.plusSeconds(30);
    private static final Optional<Instant> BEGAN = Optional.of(STARTED);

    private static final List<TaskEvent> EVENTS = List.of(
            new TaskEvent.Launched(NOW),
            new TaskEvent.ContainerStarted(NOW),
            new TaskEvent.AllStarted(NOW),
            new TaskEvent.StopWished(NOW),
            new TaskEvent.Drained(),
            new TaskEvent.Ended(NOW),
            new TaskEvent.Released(NOW));

    private static final List<TaskState> STATES = List.of(
            new TaskState.Provisioning(),
            new TaskState.Pending(STARTED),
            new TaskState.Activating(STARTED),
            new TaskState.Running(STARTED),
            new TaskState.Deactivating(BEGAN, STOPPING),
            new TaskState.Stopping(BEGAN, STOPPING),
            new TaskState.Deprovisioning(BEGAN, STOPPING, ENDED),
            new TaskState.Stopped(BEGAN, STOPPING, Optional.of(ENDED), ENDED));

    /// A row a state, a column an event; `-` where the state stays as it is.
    private static final List<List<String>> TABLE = List.of(
            List.of("PENDING", "-", "-", "STOPPING", "-", "DEPROVISIONING", "-"),
            List.of("-", "ACTIVATING", "RUNNING", "STOPPING", "-", "DEPROVISIONING", "-"),
            List.of("-", "-", "RUNNING", "STOPPING", "-", "DEPROVISIONING", "-"),
            List.of("-", "-", "-", "DEACTIVATING", "-", "DEPROVISIONING", "-"),
            List.of("-", "-", "-", "-", "STOPPING", "DEPROVISIONING", "-"),
            List.of("-", "-", "-", "-", "-", "DEPROVISIONING", "-"),
            List.of("-", "-", "-", "-", "-", "-", "STOPPED"),
            List.of("-", "-", "-", "-", "-", "-", "-"));

    static Stream<Arguments> cells() {
        return IntStream.range(0, STATES.size())
                .boxed()
                .flatMap(row -> IntStream.range(0, EVENTS.size())
                        .mapToObj(column -> Arguments.of(
                                STATES.get(row),
                                EVENTS.get(column),
                                TABLE.get(row).get(column))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aTaskMovesAsTheTableSays(TaskState state, TaskEvent event, String expected) {
        TaskState next = TaskLifecycle.next(state, event);
        if (expected.equals("-")) {
            assertThat(next).isSameAs(state);
        } else {
            assertThat(next.lastStatus()).isEqualTo(expected);
        }
    }

    @Test
    void theTimesOfARunSurviveItsEnd() {
        TaskState state = new TaskState.Provisioning();
        for (TaskEvent event : List.of(
                new TaskEvent.Launched(STARTED),
                new TaskEvent.AllStarted(STARTED),
                new TaskEvent.StopWished(STOPPING),
                new TaskEvent.Drained(),
                new TaskEvent.Ended(ENDED),
                new TaskEvent.Released(NOW))) {
            state = TaskLifecycle.next(state, event);
        }
        assertThat(state).isEqualTo(new TaskState.Stopped(BEGAN, STOPPING, Optional.of(ENDED), NOW));
    }

    @Test
    void aTaskThatEndsByItselfIsStoppingSinceItsEnd() {
        TaskState ended = TaskLifecycle.next(new TaskState.Running(STARTED), new TaskEvent.Ended(ENDED));
        assertThat(ended).isEqualTo(new TaskState.Deprovisioning(BEGAN, ENDED, ENDED));
    }
}
