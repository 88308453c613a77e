package dev.kecs.agent.relay.move;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Moves bytes from one socket to another, in order, and keeps what the second does not take yet. One per direction of
/// a connection; owned by the connection's loop. Both sockets are non-blocking.
public interface ByteMover {
    /// How a call ended.
    enum Progress {
        /// The first socket has no more now.
        DRAINED,
        /// Enough for one turn; there may be more.
        MORE,
        /// The second socket takes no more now; bytes are kept.
        BLOCKED,
        /// The first socket has ended and all of its bytes are with the second.
        ENDED
    }

    /// Before the first [#move]: bytes that go to the second socket first. They belong to the mover from now on.
    ///
    /// @param early kept by the loop's buffer
    void begin(ByteBuffer early);

    /// Moves what can be moved in one turn. After `BLOCKED`, nothing is read before the kept bytes are gone.
    ///
    /// @throws IOException when either socket has failed
    Progress move(SocketChannel from, SocketChannel to) throws IOException;

    /// How many bytes the last [#move] gave to the second socket.
    long moved();

    /// Drops what is kept, because the connection is over.
    void discard();
}
