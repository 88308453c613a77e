package dev.kecs.agent.relay.route;

/// Why a destination could not be reached.
public enum DialFailure {
    REFUSED,
    TIMED_OUT,
    /// The host has no way there, or no descriptor was left.
    UNREACHABLE
}
