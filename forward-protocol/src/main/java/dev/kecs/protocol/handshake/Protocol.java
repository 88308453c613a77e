package dev.kecs.protocol.handshake;

/// What both ends of a connection must agree on.
public final class Protocol {
    /// Grows when an older peer would misunderstand a newer one.
    public static final int NUMBER = 1;

    /// The release of KECS that this code belongs to.
    public static final String RELEASE = "0.1.0";

    private Protocol() {}
}
