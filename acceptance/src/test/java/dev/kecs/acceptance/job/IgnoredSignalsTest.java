package dev.kecs.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `kecs start` in the background of a script, where Ctrl-C is ignored.
@Timeout(120)
class IgnoredSignalsTest {
    @Test
    void whatTheCommandWasToIgnoreItsServerAndSoItsTasksDoNot() throws Exception {
        try (Kecs kecs = Kecs.prepare("")) {
            ProcessBuilder start = kecs.prepared("start", "--api-port", Integer.toString(FreePort.any()));
            List<String> ignoring = new ArrayList<>(List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh"));
            ignoring.addAll(start.command());
            Process process = start.command(ignoring)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(kecs.server().orElseThrow().ignoredSignals() & 0b11).isZero();
        }
    }
}
