package dev.kecs.agent.daemon;

import dev.kecs.agent.statefile.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends the agent's log to `logs/agent.log`. Any thread may log.
public final class AgentLog extends Handler {
    /// A request that found no task is answered and counted; its stack trace helps nobody. Kept here since the JDK
    /// forgets
    /// the level of a logger that nobody holds.
    private static final Logger FAILED_REQUESTS = Logger.getLogger("io.undertow.proxy");

    /// Libraries that introduce themselves.
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("io.undertow"), Logger.getLogger("org.xnio"));

    private final LogFile file;

    private AgentLog(Path file) {
        this.file = new LogFile(file);
        setFormatter(new SimpleFormatter());
    }

    /// Where SLF4J's lines go from now on.
    public static void to(Path file) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
        Logger root = Logger.getLogger("");
        for (Handler present : root.getHandlers()) {
            root.removeHandler(present);
        }
        root.addHandler(new AgentLog(file));
        root.setLevel(Level.INFO);
        FAILED_REQUESTS.setLevel(Level.OFF);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    @Override
    public void publish(LogRecord line) {
        if (isLoggable(line)) {
            try {
                file.append(getFormatter().format(line));
            } catch (IOException e) {
                reportError("cannot write the log", e, ErrorManager.WRITE_FAILURE);
            }
        }
    }

    /// Nothing is kept back.
    @Override
    public void flush() {}

    /// Nothing is held.
    @Override
    public void close() {}
}
