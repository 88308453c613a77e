package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// As in [TargetChangesTest], for minutes; it needs time, nothing else.
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAbsencesIT {
    private final PeerServices peers;

    LongAbsencesIT() throws IOException {
        peers = PeerServices.started();
    }

    @AfterAll
    void close() throws IOException {
        peers.close();
    }

    @Test
    void forwardsGoOnForMinutesWithoutTheControlPlane() throws Exception {
        new Absences(peers).ofTheServer(Duration.ofMinutes(2));
    }

    @Test
    void anAgentThatStoodStillForAMinuteKnowsWhatHasChanged() throws Exception {
        new Absences(peers).ofTheAgent(Duration.ofMinutes(1));
    }
}
