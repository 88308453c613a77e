package dev.kecs.acceptance.crash;

import dev.kecs.acceptance.product.Program;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Kills programs at moments that a seed decides. One thread at a time.
///
/// @param count `-Dkecs.kills=N`, unless told what the test says
record Kills(int count, long seed, Random random, ScheduledExecutorService clock) implements AutoCloseable {

    /// The seed is `-Dkecs.seed=N`, or another each time.
    static Kills of(int usual) {
        long seed = Long.getLong("kecs.seed", System.nanoTime());
        return new Kills(
                Integer.getInteger("kecs.kills", usual),
                seed,
                new Random(seed),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("kills").daemon().factory()));
    }

    /// Sends SIGKILL at a random moment within the time given, and returns when it was sent.
    void killWithin(Program program, Duration longest) throws InterruptedException {
        long delay = random.nextLong(longest.toNanos());
        try {
            clock.schedule(program::kill, delay, TimeUnit.NANOSECONDS).get();
        } catch (ExecutionException failure) {
            throw new AssertionError("pid " + program.pid() + " could not be killed", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
