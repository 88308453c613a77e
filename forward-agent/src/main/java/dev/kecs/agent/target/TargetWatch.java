package dev.kecs.agent.target;

/// A target being watched.
public interface TargetWatch extends AutoCloseable {
    /// Says that the snapshot of this generation is in force. Returns at once.
    void acknowledge(long generation);

    /// Ends the watch. Returns at once.
    @Override
    void close();
}
