package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/// A command that repeats its input, as `cat` does, and ends with it. Any thread may call it.
final class FakeCommand implements TaskCommand {
    private static final int ENDED_BY_SIGTERM = 143;
    private final Output output;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code;

    FakeCommand(Request request, Output output) {
        this.output = output;
        if (!request.input()) {
            ended.countDown();
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (ended.getCount() == 0) {
            throw new IOException("it has ended");
        }
        output.written(TaskLog.Stream.STDOUT, bytes);
    }

    @Override
    public void endInput() {
        ended.countDown();
    }

    @Override
    public void resize(Window window) {}

    @Override
    public int exitCode() throws InterruptedException {
        ended.await();
        return code;
    }

    @Override
    public void close() {
        if (ended.getCount() > 0) {
            code = ENDED_BY_SIGTERM;
            ended.countDown();
        }
    }
}
