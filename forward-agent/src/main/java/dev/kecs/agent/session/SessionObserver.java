package dev.kecs.agent.session;

/// Told on the sessions' thread or a loop's, so every method must return at once.
public interface SessionObserver {
    /// The session has come to another state, or waits for another reason.
    void stateChanged(Session session, SessionState from, SessionState to);

    /// Every endpoint that may get connections has been probed once.
    void probed(Session session);

    /// Something worth a line in the forward's log.
    void noted(Session session, String line);
}
