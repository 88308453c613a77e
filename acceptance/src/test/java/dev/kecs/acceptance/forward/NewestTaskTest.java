package dev.kecs.acceptance.forward;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The newest running task by its tags; [NewestTaskIT] replaces it oftener.
@Timeout(300)
class NewestTaskTest {
    private static final int ROUNDS = 6;

    @Test
    void theForwardFollowsTheNewestRunningTask() throws IOException {
        try (PeerServices peers = PeerServices.started()) {
            new NewestTask(peers).isFollowed(ROUNDS);
        }
    }

    @Test
    void strictlyASecondMatchIsAnErrorNowAndLater() throws IOException {
        try (PeerServices peers = PeerServices.started()) {
            new NewestTask(peers).ofTwoNoneIsChosen();
        }
    }
}
