package dev.kecs.engine.kubernetes.log;

import dev.kecs.ecs.engine.TaskLog;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a container's log: at first all there is, then what a connection tells that stays open. Kubernetes keeps
/// both of a container's streams as one, which is told as STDOUT. Not thread-safe.
public final class PodLog implements TaskLog {
    private static final int LARGEST_CHUNK = 256 * 1024;
    private final Supplier<Optional<LogSource>> source;
    private final Lines lines = new Lines();
    private boolean begun;
    private @Nullable Follower follower;

    /// @param source empty while the container's cluster cannot be reached, or when there is no such pod
    public PodLog(Supplier<Optional<LogSource>> source) {
        this.source = source;
    }

    @Override
    public List<Chunk> read() throws IOException {
        Optional<LogSource> found = source.get();
        if (found.isEmpty()) {
            return List.of();
        }
        Chunks chunks = new Chunks();
        Follower current = follower;
        if (current != null) {
            drain(current, chunks);
        } else if (!begun || found.get().hasEnded().getAsBoolean()) {
            begun = fetch(found.get(), chunks) || begun;
        } else {
            follower = follow(found.get());
        }
        return chunks.finish();
    }

    private void drain(Follower current, Chunks chunks) {
        boolean finished = current.finished();
        List<byte[]> taken = new ArrayList<>();
        current.drainTo(taken);
        taken.forEach(line -> lines.take(line).ifPresent(chunks::add));
        if (finished) {
            current.close();
            follower = null;
        }
    }

    /// @return whether the container had a log to read
    private boolean fetch(LogSource from, Chunks chunks) throws IOException {
        try (InputStream in = from.read(lines.begin())) {
            Lines.of(in, line -> lines.take(line).ifPresent(chunks::add));
            return true;
        } catch (KubernetesClientException refused) {
            if (isNotThere(refused)) {
                return false;
            }
            throw new IOException(refused.getMessage(), refused);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("Nothing waits here", impossible);
        }
    }

    private @Nullable Follower follow(LogSource from) throws IOException {
        try {
            return new Follower(from, lines.begin());
        } catch (KubernetesClientException refused) {
            if (isNotThere(refused)) {
                return null;
            }
            throw new IOException(refused.getMessage(), refused);
        }
    }

    /// A container that waits to be started has no log yet, a pod that is gone has none any more.
    private static boolean isNotThere(KubernetesClientException refused) {
        return refused.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
                || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /// One more [#read] fetches what came after the last one: so long as a connection is open it has more to tell.
    @Override
    public boolean ended() {
        return follower == null
                && source.get().map(each -> each.hasEnded().getAsBoolean()).orElse(true);
    }

    @Override
    public void close() {
        Follower current = follower;
        follower = null;
        if (current != null) {
            current.close();
        }
    }

    /// Joins lines to chunks.
    private static final class Chunks {
        private final List<Chunk> finished = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void add(byte[] line) {
            bytes.writeBytes(line);
            if (bytes.size() >= LARGEST_CHUNK) {
                cut();
            }
        }

        private void cut() {
            finished.add(new Chunk(
                    Stream.STDOUT, ByteBuffer.wrap(bytes.toByteArray()).asReadOnlyBuffer()));
            bytes.reset();
        }

        private List<Chunk> finish() {
            if (bytes.size() > 0) {
                cut();
            }
            return List.copyOf(finished);
        }
    }
}
