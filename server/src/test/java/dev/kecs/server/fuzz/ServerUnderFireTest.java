package dev.kecs.server.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some inputs of scenario 18; all of them: [ServerUnderFireIT].
class ServerUnderFireTest {
    @TempDir
    Path directory;

    @Test
    void noSettingsAreTooOddToBeReadOrRefused() throws Exception {
        new SettingsUnderFire(directory).run(3000);
    }

    @Test
    void whateverCallersSendTheServerAnswersAndGoesOn() throws Exception {
        new ControlSocketUnderFire(directory).run(3000);
    }
}
