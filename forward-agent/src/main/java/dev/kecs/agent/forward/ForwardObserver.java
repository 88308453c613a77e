package dev.kecs.agent.forward;

import dev.kecs.agent.session.SessionState;

/// Told on the sessions' thread or a loop's, so every method must return at once.
interface ForwardObserver {
    /// It begins to serve.
    void started(Forward forward);

    /// It was closed.
    void stopped(Forward forward);

    /// One of the forward's ports has come to another state, or waits for another reason.
    void stateChanged(Forward forward, int localPort, SessionState to);

    /// Every endpoint behind one of its ports has been probed once.
    void probed(Forward forward);

    /// A client was turned away.
    ///
    /// @param line a sentence
    void troubled(Forward forward, String line);

    /// Something worth a line in the forward's log.
    void noted(Forward forward, String line);
}
