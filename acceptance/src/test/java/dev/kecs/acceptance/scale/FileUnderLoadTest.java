package dev.kecs.acceptance.scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Scenario 17, small; at full size: [FileUnderLoadIT].
@Timeout(300)
class FileUnderLoadTest {
    @Test
    void aFileThatIsAppliedWhileItsForwardsMoveDataLosesNoByte() throws Exception {
        new FileUnderLoad(40, 12, 2).run();
    }
}
