package dev.kecs.agent.relay.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PipePoolTest {
    private static final int TOO_SMALL = 4096;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

    private static void takeAndRelease(PipePool pipes) {
        Kernel.Pipe pipe = Objects.requireNonNull(pipes.take(), "a pipe");
        pipes.release(pipe, false);
    }

    @Test
    void afterAShortageNoneIsAskedForAMinuteLongAndThenAgain() {
        try (PipePool pipes = new PipePool(now::get)) {
            await().ignoreExceptions().untilAsserted(() -> takeAndRelease(pipes));
            assertThat(pipes.make(TOO_SMALL)).isNull();
            assertThat(pipes.take()).isNull();
            now.addAndGet(TimeUnit.SECONDS.toNanos(59));
            assertThat(pipes.take()).isNull();
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            takeAndRelease(pipes);
        }
    }
}
