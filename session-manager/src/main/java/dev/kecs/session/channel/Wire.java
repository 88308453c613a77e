package dev.kecs.session.channel;

import java.nio.ByteBuffer;

/// What carries messages to the client. Any thread may call it; nothing waits.
public interface Wire {
    /// Messages arrive in the order of these calls, or the connection ends.
    void send(ByteBuffer message);

    /// Ends the connection once all that was sent is on its way.
    void close();
}
