package dev.kecs.forwardconfig.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenario 18, the files that people write: 420,000 of its 1,000,000 inputs. It needs nothing installed.
class FilesOfChanceIT {
    @TempDir
    Path directory;

    @Test
    void noFileOfForwardsIsTooOddToBeReadOrRefused() throws Exception {
        new FilesOfChance(directory).forwards(300_000);
    }

    @Test
    void noSettingsAreTooOddToBeReadOrRefused() throws Exception {
        new FilesOfChance(directory).settings(120_000);
    }
}
