package dev.kecs.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.relay.route.DialFailure;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Transport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
    private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = EARLIER.plusSeconds(5);
    private static final SessionState READY = new SessionState.Ready(EARLIER);
    private static final SessionState RESOLVING = new SessionState.Resolving(EARLIER);

    private static Snapshot snapshot(SnapshotReason reason) {
        return new Snapshot(1, reason, "because", null, List.of(80), 80, Transport.TCP, null, List.of());
    }

    private static Knowledge known(SnapshotReason reason, int usable, int proven, @Nullable DialFailure failure) {
        return new Knowledge(null, snapshot(reason), usable, proven, failure, NOW, true);
    }

    @Test
    void nothingKnownIsResolving() {
        Knowledge nothing = new Knowledge(null, null, 0, 0, null, null, true);
        assertThat(Transitions.next(RESOLVING, nothing, NOW)).isSameAs(RESOLVING);
    }

    @Test
    void aProvenEndpointMakesReadyAndKeepsItsTime() {
        Knowledge proven = known(SnapshotReason.OK, 2, 1, DialFailure.REFUSED);
        assertThat(Transitions.next(RESOLVING, proven, NOW)).isEqualTo(new SessionState.Ready(NOW));
        assertThat(Transitions.next(READY, proven, NOW)).isSameAs(READY);
    }

    @ParameterizedTest
    @EnumSource(value = SnapshotReason.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyReasonOfASnapshotIsToldUnderItsOwnWord(SnapshotReason reason) {
        SessionState next = Transitions.next(READY, known(reason, 0, 0, null), NOW);
        assertThat(next).isInstanceOfSatisfying(SessionState.Waiting.class, waiting -> {
            assertThat(waiting.reason().word()).isEqualTo(reason.word());
            assertThat(waiting.message()).isEqualTo("because");
            assertThat(waiting.since()).isEqualTo(NOW);
        });
    }

    @Test
    void unprovenEndpointsNeverMakeReady() {
        assertThat(Transitions.next(RESOLVING, known(SnapshotReason.OK, 1, 0, null), NOW))
                .isSameAs(RESOLVING);
        assertThat(Transitions.next(READY, known(SnapshotReason.OK, 1, 0, null), NOW))
                .isInstanceOfSatisfying(
                        SessionState.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(WaitReason.PROBING));
        assertThat(Transitions.next(READY, known(SnapshotReason.OK, 1, 0, DialFailure.TIMED_OUT), NOW))
                .isInstanceOfSatisfying(SessionState.Waiting.class, waiting -> {
                    assertThat(waiting.reason()).isEqualTo(WaitReason.TIMED_OUT);
                    assertThat(waiting.retryAt()).isEqualTo(NOW);
                });
    }

    @Test
    void waitingForTheSameReasonKeepsItsTime() {
        SessionState first = Transitions.next(READY, known(SnapshotReason.OK, 0, 0, null), EARLIER);
        SessionState second = Transitions.next(first, known(SnapshotReason.OK, 0, 0, null), NOW);
        assertThat(second.since()).isEqualTo(EARLIER);
    }

    @Test
    void aTakenPortComesBeforeEverything() {
        Knowledge taken = new Knowledge("taken by pid 1", snapshot(SnapshotReason.OK), 1, 1, null, NOW, true);
        assertThat(Transitions.next(READY, taken, NOW))
                .isInstanceOfSatisfying(
                        SessionState.Waiting.class,
                        waiting -> assertThat(waiting.reason()).isEqualTo(WaitReason.PORT_TAKEN));
    }

    @Test
    void withoutReconnectionOnlyReadyEnds() {
        Knowledge gone = new Knowledge(null, snapshot(SnapshotReason.SERVICE_ABSENT), 0, 0, null, null, false);
        assertThat(Transitions.next(READY, gone, NOW))
                .isEqualTo(new SessionState.Closed(NOW, "serviceAbsent", "because"));
        assertThat(Transitions.next(RESOLVING, gone, NOW)).isInstanceOf(SessionState.Waiting.class);
    }

    @Test
    void closedAndPausedAbsorb() {
        SessionState closed = Transitions.closed(READY, NOW);
        Knowledge good = known(SnapshotReason.OK, 1, 1, null);
        assertThat(Transitions.next(closed, good, NOW)).isSameAs(closed);
        assertThat(Transitions.closed(closed, NOW.plusSeconds(1))).isSameAs(closed);
        SessionState paused = new SessionState.Paused(EARLIER);
        assertThat(Transitions.next(paused, good, NOW)).isSameAs(paused);
    }
}
