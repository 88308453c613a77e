package dev.kecs.agent.fuzz;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What the agent in this process logs as an error, instead of the console; and what ends a thread.
final class SevereLog extends Handler implements AutoCloseable {
    private static final int MOST = 20;

    private final Logger root = Logger.getLogger("");
    private final Handler[] before = root.getHandlers();
    private final List<String> told = new CopyOnWriteArrayList<>();

    SevereLog() {
        for (Handler handler : before) {
            root.removeHandler(handler);
        }
        setLevel(Level.SEVERE);
        setFormatter(new SimpleFormatter());
        root.addHandler(this);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LogRecord line = new LogRecord(Level.SEVERE, "thread " + thread.getName() + " ended");
            line.setThrown(failure);
            publish(line);
        });
    }

    /// The first ones.
    List<String> told() {
        return told;
    }

    @Override
    public void publish(LogRecord line) {
        if (isLoggable(line) && told.size() < MOST) {
            told.add(getFormatter().format(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        for (Handler handler : before) {
            root.addHandler(handler);
        }
        Thread.setDefaultUncaughtExceptionHandler(null);
    }
}
