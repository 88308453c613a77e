package dev.kecs.acceptance.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 6 at full size; it needs some 4,000 descriptors, nothing else.
@Timeout(600)
class ManyForwardsIT {
    @Test
    void aFileOfAThousandForwardsIsAppliedOnceAndGivesEverythingBack() throws Exception {
        new ManyForwards(1000).run();
    }
}
