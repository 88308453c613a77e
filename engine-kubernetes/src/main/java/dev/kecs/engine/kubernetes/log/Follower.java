package dev.kecs.engine.kubernetes.log;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A virtual thread of its own that reads one connection's lines into a bounded queue, which the reader of the log
/// empties: a reader that is slow slows the connection down.
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int MOST_LINES = 1024;
    private final ArrayBlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(MOST_LINES);
    private final LogWatch watch;
    private final Thread thread;

    Follower(LogSource source, Optional<Instant> since) {
        this.watch = source.follow(since);
        this.thread = Thread.ofVirtual().name("log of " + source.container()).start(this::run);
    }

    private void run() {
        try {
            Lines.of(watch.getOutput(), lines::put);
        } catch (IOException | KubernetesClientException broken) {
            LOG.debug("A log's connection broke and is made again", broken);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    void drainTo(List<byte[]> taken) {
        lines.drainTo(taken);
    }

    /// Whether no more will come; what is in the queue is still to be taken.
    boolean finished() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        watch.close();
        thread.interrupt();
    }
}
