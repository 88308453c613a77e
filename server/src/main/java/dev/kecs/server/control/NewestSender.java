package dev.kecs.server.control;

import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.rpc.RpcConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what one caller is told again and again, in order. While the caller does not read, only the newest waits for
/// it. One thread at a time gives what is to be sent.
final class NewestSender<N> {
    private static final Logger LOG = LoggerFactory.getLogger(NewestSender.class);

    private final String name;
    private final RpcConnection connection;
    private final RpcNotification<N> notification;
    private final AtomicReference<@Nullable N> next = new AtomicReference<>();
    private final Coalesced sending;

    /// @param name of what is told, for threads
    NewestSender(String name, RpcConnection connection, RpcNotification<N> notification) {
        this.name = name;
        this.connection = connection;
        this.notification = notification;
        this.sending = new Coalesced(name, this::sendNext);
    }

    /// Returns at once.
    void send(N news) {
        next.set(news);
        sending.ask();
    }

    private void sendNext() {
        N news = next.getAndSet(null);
        if (news == null) {
            return;
        }
        try {
            connection.notify(notification, news);
        } catch (IOException gone) {
            // Its end is told to everybody who holds something for it.
            LOG.debug("The caller that is told {} is gone", name, gone);
        }
    }
}
