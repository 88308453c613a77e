package dev.kecs.agent.relay.route;

/// Told by a loop's thread, so every method must return at once.
public interface RelayEvents {
    /// A connection could not be joined to this destination.
    void dialFailed(Destination destination, DialFailure failure);

    /// A connection was accepted and has to wait.
    void held();

    /// A connection was reset without ever being joined.
    ///
    /// @param reason a sentence
    void givenUp(String reason);

    /// A connection was reset after it was joined, though its endpoint is there.
    ///
    /// @param reason a sentence
    void cutOff(String reason);

    /// Accepting has failed, mostly for want of descriptors: clients are refused until it is better.
    void acceptFailed(Exception failure);
}
