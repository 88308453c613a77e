package dev.kecs.bench.recovery;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From a task's end to its clients' reset, and from its replacement's RUNNING to the first byte.
public final class RecoveryBenchmark implements Benchmark {
    private static final int ROUNDS = 20;
    private static final long PROVEN_MILLIS = 2_500;
    private static final int LONGEST_READ_MILLIS = 30_000;
    private static final double RESET_MILLIS = 250;
    private static final double FIRST_BYTE_MILLIS = 50;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        List<Double> resets = new ArrayList<>();
        List<Double> firstBytes = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        try (EchoService service = EchoService.start(image, workplace)) {
            for (int round = 0; round < ROUNDS; round++) {
                // A task that ends sooner counts as one that fails, and its replacement is delayed.
                Thread.sleep(PROVEN_MILLIS);
                String task = service.task();
                try (Socket idle = connect(service)) {
                    echo(idle);
                    long killed = System.nanoTime();
                    service.kill(task);
                    awaitEnd(idle);
                    resets.add((System.nanoTime() - killed) / 1e6);
                    try (Socket held = connect(service)) {
                        echo(held);
                        double answered = System.currentTimeMillis();
                        whole.add((System.nanoTime() - killed) / 1e6);
                        String replacement = service.task();
                        firstBytes.add(Math.max(0, answered - service.startedAtMillis(replacement)));
                    }
                }
            }
        }
        return report(new Samples(resets), new Samples(firstBytes), new Samples(whole));
    }

    private static Socket connect(EchoService service) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(LONGEST_READ_MILLIS);
        return socket;
    }

    private static void echo(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        if (socket.getInputStream().read() != 'x') {
            throw new IOException("the task did not send back what it got");
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() >= 0) {
                throw new IOException("a killed task has sent something");
            }
        } catch (SocketException reset) {
            // As it should be.
        }
    }

    private static Report report(Samples resets, Samples firstBytes, Samples whole) {
        return new Report(
                "Recovery",
                """
                A service of one task, whose program listens within a few milliseconds. %d times its process is killed with
                SIGKILL: how long until an idle client is told, and, of a client that connects right then and is held, how
                long from the replacement's RUNNING (`startedAt` of DescribeTasks) to its first byte. Median
                (smallest–largest). There is no other side to these: no rival does the same.
                """.formatted(ROUNDS),
                List.of(new Table(
                        List.of("", "ms"),
                        List.of(
                                List.of("from the kill to the idle client's reset", resets.show(1)),
                                List.of("from RUNNING to the held client's first byte", firstBytes.show(1)),
                                List.of("from the kill to the held client's first byte", whole.show(1))))),
                List.of(
                        Figure.atMost("task's end to reset ≤ 250 ms", resets.median(), RESET_MILLIS, "ms"),
                        Figure.atMost("RUNNING to first byte ≤ 50 ms", firstBytes.median(), FIRST_BYTE_MILLIS, "ms")));
    }
}
