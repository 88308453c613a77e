package dev.kecs.agent.forward;

import dev.kecs.agent.statefile.LogFile;
import dev.kecs.protocol.paths.ForwardPaths;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends lines to `logs/<forward>.log`. Any thread may append.
final class ForwardLogs {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardLogs.class);

    private final ForwardPaths paths;
    private final InstantSource clock;

    ForwardLogs(ForwardPaths paths, InstantSource clock) {
        this.paths = paths;
        this.clock = clock;
    }

    void append(String forward, String line) {
        try {
            new LogFile(paths.log(forward)).append(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n");
        } catch (IOException e) {
            LOG.warn("cannot write the log of forward {}: {}", forward, e.getMessage());
        }
    }
}
