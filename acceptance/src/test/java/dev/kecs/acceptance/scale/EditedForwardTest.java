package dev.kecs.acceptance.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 14: one of thirty forwards is stopped, started and edited while the others move data, by commands as a
/// person gives them; and an instance beside it is nobody's business.
@Timeout(300)
class EditedForwardTest {
    @Test
    void notAByteOfTheOthersIsLost() throws Exception {
        try (EchoServices services = EchoServices.started(2)) {
            new EditedForward(services).notAByteOfTheOthersIsLost();
        }
    }

    @Test
    void twoInstancesShareNothing() throws Exception {
        try (EchoServices services = EchoServices.started(1)) {
            new EditedForward(services).twoInstancesShareNothing();
        }
    }
}
