package dev.kecs.cli.demo;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A download and an idle connection on one task, which is then killed.
record OneTaskDies(InetSocketAddress forward, TaskProcesses processes) {

    /// So much arrives before the task is killed; its time gives the throughput.
    static final long MEASURED = 256L << 20;

    /// The download would take days: it is under way at the kill for certain.
    private static final long ENDLESS = 100_000_000_000_000L;

    private static final int TRIES = 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// @param bytesPerSecond of the download before the kill
    /// @param download from the kill until its connection ended
    /// @param idle from the kill until the idle connection ended
    record Result(String task, double bytesPerSecond, Duration download, Duration idle) {}

    Result run() throws IOException, InterruptedException {
        try (KeptConnection download = new KeptConnection(forward)) {
            String task = download.task();
            try (KeptConnection idle = another(task)) {
                CompletableFuture<Long> idleEnd = end("idle", idle);
                download.download(ENDLESS);
                byte[] buffer = new byte[1 << 20];
                long begin = System.nanoTime();
                for (long received = 0; received < MEASURED; ) {
                    int count = download.read(buffer);
                    if (count < 0) {
                        throw new IOException("the download ended by itself after " + received + " bytes");
                    }
                    received += count;
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                CompletableFuture<Long> downloadEnd = end("download", download);
                long killed = System.nanoTime();
                processes.kill(task);
                return new Result(task, MEASURED / seconds, since(killed, downloadEnd), since(killed, idleEnd));
            }
        }
    }

    /// A connection that reaches the same task.
    private KeptConnection another(String task) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            KeptConnection connection = new KeptConnection(forward);
            if (connection.task().equals(task)) {
                return connection;
            }
            connection.close();
        }
        throw new IOException(TRIES + " connections in turn reached another task than " + task);
    }

    /// Reads on a thread of its own until the connection ends, and tells when that was.
    private static CompletableFuture<Long> end(String name, KeptConnection connection) {
        CompletableFuture<Long> end = new CompletableFuture<>();
        Thread.ofVirtual().name(name).start(() -> {
            byte[] buffer = new byte[1 << 20];
            try {
                while (connection.read(buffer) >= 0) {
                    // Only the end counts.
                }
                end.complete(System.nanoTime());
            } catch (IOException reset) {
                end.complete(System.nanoTime());
            }
        });
        return end;
    }

    private static Duration since(long killed, CompletableFuture<Long> end) throws InterruptedException {
        try {
            return Duration.ofNanos(end.get(LIMIT.toSeconds(), TimeUnit.SECONDS) - killed);
        } catch (TimeoutException | ExecutionException hanging) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "a connection to the killed task still stood after " + LIMIT.toSeconds() + " s",
                    "Look at: kecs port-forward list -o wide --instance demo");
        }
    }
}
