package dev.kecs.server.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scenario 18, the server's part: 250,000 of its 1,000,000 inputs. It needs nothing installed.
class ServerUnderFireIT {
    @TempDir
    Path directory;

    @Test
    void noSettingsAreTooOddToBeReadOrRefused() throws Exception {
        new SettingsUnderFire(directory).run(100_000);
    }

    @Test
    void whateverCallersSendTheServerAnswersAndGoesOn() throws Exception {
        new ControlSocketUnderFire(directory).run(150_000);
    }
}
