package dev.kecs.acceptance.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 17 at full size; it needs half a minute, nothing else.
@Timeout(600)
class FileUnderLoadIT {
    @Test
    void aFileOfTwoHundredForwardsIsAppliedWhileFiftyOfThemMoveData() throws Exception {
        new FileUnderLoad(200, 50, 8).run();
    }
}
