package dev.kecs.agent.relay.loop;

import dev.kecs.agent.relay.move.Movers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The loops that share all work. Any thread may call.
public final class LoopGroup implements AutoCloseable {
    private final List<RelayLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private LoopGroup(List<RelayLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /// @param count how many threads move bytes
    public static LoopGroup start(int count, Movers.Kind kind) throws IOException {
        List<RelayLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(RelayLoop.start("relay-" + i, kind));
        }
        return new LoopGroup(loops);
    }

    /// One after the other.
    public RelayLoop next() {
        return loops.get((turn.getAndIncrement() & Integer.MAX_VALUE) % loops.size());
    }

    /// The loop that new work goes to: the one where it arrived, unless that has clearly more to do than another.
    public RelayLoop lightest(RelayLoop arrivedAt) {
        RelayLoop best = arrivedAt;
        for (RelayLoop loop : loops) {
            if (loop.load() + 1 < best.load()) {
                best = loop;
            }
        }
        return best;
    }

    /// Runs the action on each loop's thread.
    ///
    /// @return completed when all have
    public CompletableFuture<Void> onEach(Consumer<RelayLoop> action) {
        CompletableFuture<?>[] all = loops.stream()
                .map(loop -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    loop.execute(() -> {
                        action.accept(loop);
                        done.complete(null);
                    });
                    return done;
                })
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all);
    }

    @Override
    public void close() {
        loops.forEach(RelayLoop::close);
    }
}
