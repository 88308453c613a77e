package dev.kecs.session;

import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// A command that begins with its words and its terminal's size, repeats its input, tells of every new size, and ends
/// at Ctrl-D. Any thread may call it.
final class Cat implements TaskCommand {
    private static final char END = 4;

    private final Output output;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore reads = new Semaphore(1);
    private volatile boolean closed;

    Cat(Request request, Output output) {
        this.output = output;
        say(String.join("|", request.words()));
        request.terminal().ifPresent(this::resize);
    }

    private void say(String line) {
        try {
            output.written(TaskLog.Stream.STDOUT, ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException gone) {
            close();
        }
    }

    /// Reads nothing until [#letGo].
    void hold() throws InterruptedException {
        reads.acquire();
    }

    void letGo() {
        reads.release();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        reads.acquireUninterruptibly();
        reads.release();
        if (bytes.get(bytes.position()) == END) {
            ended.countDown();
        } else {
            output.written(TaskLog.Stream.STDOUT, bytes);
        }
    }

    @Override
    public void endInput() {
        ended.countDown();
    }

    @Override
    public void resize(Window window) {
        say(window.columns() + "x" + window.rows());
    }

    @Override
    public int exitCode() throws InterruptedException {
        ended.await();
        return 0;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ended.countDown();
    }
}
