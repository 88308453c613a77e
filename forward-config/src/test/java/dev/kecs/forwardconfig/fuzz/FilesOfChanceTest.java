package dev.kecs.forwardconfig.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few thousand inputs of scenario 18; all of them: [FilesOfChanceIT].
class FilesOfChanceTest {
    @TempDir
    Path directory;

    @Test
    void noFileOfForwardsIsTooOddToBeReadOrRefused() throws Exception {
        new FilesOfChance(directory).forwards(4000);
    }

    @Test
    void noSettingsAreTooOddToBeReadOrRefused() throws Exception {
        new FilesOfChance(directory).settings(4000);
    }
}
