package dev.kecs.acceptance.forward;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As [NewestTaskTest], at full size; it needs minutes, nothing else.
@Timeout(900)
class NewestTaskIT {
    private static final int ROUNDS = 50;

    @Test
    void theForwardFollowsTheNewestRunningTaskThroughFiftyReplacements() throws IOException {
        try (PeerServices peers = PeerServices.started()) {
            Replacements replacements = Replacements.started(peers);
            for (int round = 0; round < ROUNDS; round++) {
                replacements.replace(round);
            }
        }
    }
}
