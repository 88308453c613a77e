package dev.kecs.server.control;

import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.WatchedSnapshot;
import dev.kecs.protocol.rpc.RpcConnection;
import dev.kecs.protocol.target.Snapshot;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one watch's snapshots in order, on a virtual thread that lives while there is one to send; the thread
/// "watches" gives them. While the watcher does not read, only the newest waits for it.
final class SnapshotSender {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSender.class);

    private final String watch;
    private final RpcConnection connection;
    private final AtomicReference<@Nullable Snapshot> next = new AtomicReference<>();
    /// How often there was something to send since the thread began its last round; 0 while there is no thread.
    private final AtomicInteger given = new AtomicInteger();

    SnapshotSender(String watch, RpcConnection connection) {
        this.watch = watch;
        this.connection = connection;
    }

    /// Returns at once.
    void send(Snapshot snapshot) {
        next.set(snapshot);
        if (given.getAndIncrement() == 0) {
            Thread.ofVirtual().name("snapshots of " + watch).start(this::sendAll);
        }
    }

    private void sendAll() {
        int seen = 1;
        while (seen != 0) {
            Snapshot snapshot = next.getAndSet(null);
            if (snapshot != null) {
                try {
                    connection.notify(ControlMethods.TARGET_SNAPSHOT, new WatchedSnapshot(watch, snapshot));
                } catch (IOException gone) {
                    // Its end is told to everybody who holds something for it.
                    LOG.debug("The watcher of {} is gone", watch, gone);
                }
            }
            seen = given.addAndGet(-seen);
        }
    }
}
