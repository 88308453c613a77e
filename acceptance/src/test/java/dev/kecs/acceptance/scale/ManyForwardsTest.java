package dev.kecs.acceptance.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 6, small; at full size: [ManyForwardsIT].
@Timeout(300)
class ManyForwardsTest {
    @Test
    void aFileOfManyForwardsIsAppliedOnceAndGivesEverythingBack() throws Exception {
        new ManyForwards(60).run();
    }
}
