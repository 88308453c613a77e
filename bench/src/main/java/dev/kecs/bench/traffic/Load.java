package dev.kecs.bench.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Carries out the commands of a benchmark, owned by the thread that reads them. Connections stay open after a transfer
/// until `release`, so that the CPU time of a process per connection can still be read.
///
/// | command | answer |
/// |---|---|
/// | `upload` or `download` port connections bytes-each | nanoseconds |
/// | `roundtrip` port connections count-each size | the nanoseconds of the median and of the 99th percentile |
/// | `connects` port clients count-each | nanoseconds |
/// | `idle` port count | nanoseconds |
/// | `echo` | how many of the open connections answered |
/// | `release` | how many were closed |
final class Load implements AutoCloseable {
    /// Divided among the connections.
    private static final int UNMEASURED_ROUND_TRIPS = 2_000;

    private final ExecutorService clients =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final List<SocketChannel> open = new ArrayList<>();

    String answer(String[] command) throws Exception {
        return switch (command[0]) {
            case "upload" -> transfer(Wish.Kind.UPLOAD, number(command, 1), number(command, 2), bytes(command, 3));
            case "download" -> transfer(Wish.Kind.DOWNLOAD, number(command, 1), number(command, 2), bytes(command, 3));
            case "roundtrip" ->
                roundTrips(number(command, 1), number(command, 2), number(command, 3), number(command, 4));
            case "connects" -> connects(number(command, 1), number(command, 2), number(command, 3));
            case "idle" -> idle(number(command, 1), number(command, 2));
            case "echo" -> "" + echo();
            case "release" -> "" + release();
            default -> throw new IllegalArgumentException("unknown command " + Arrays.toString(command));
        };
    }

    private String transfer(Wish.Kind kind, int port, int connections, long bytesEach) throws Exception {
        for (int i = 0; i < connections; i++) {
            open.add(connect(port));
        }
        long begin = System.nanoTime();
        List<Callable<Void>> transfers = new ArrayList<>();
        for (SocketChannel channel : open) {
            transfers.add(() -> {
                new Wish(kind, bytesEach).send(channel);
                if (kind == Wish.Kind.UPLOAD) {
                    Stream.write(channel, bytesEach);
                    Stream.read(channel, 1);
                } else {
                    Stream.read(channel, bytesEach);
                }
                return null;
            });
        }
        all(transfers);
        return "" + (System.nanoTime() - begin);
    }

    private String roundTrips(int port, int connections, int countEach, int size) throws Exception {
        long[] times = new long[connections * countEach];
        CountDownLatch ready = new CountDownLatch(connections);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int first = i * countEach;
            work.add(() -> {
                try (SocketChannel channel = connect(port)) {
                    new Wish(Wish.Kind.ECHO, 0).send(channel);
                    for (int unmeasured = UNMEASURED_ROUND_TRIPS / connections; unmeasured > 0; unmeasured--) {
                        roundTrip(channel, size);
                    }
                    ready.countDown();
                    ready.await();
                    for (int taken = 0; taken < countEach; taken++) {
                        times[first + taken] = roundTrip(channel, size);
                    }
                }
                return null;
            });
        }
        all(work);
        Arrays.sort(times);
        return times[times.length / 2] + " " + times[(int) (times.length * 99L / 100)];
    }

    private static long roundTrip(SocketChannel channel, int size) throws IOException {
        long begin = System.nanoTime();
        Stream.write(channel, size);
        Stream.read(channel, size);
        return System.nanoTime() - begin;
    }

    private String connects(int port, int concurrent, int countEach) throws Exception {
        long begin = System.nanoTime();
        List<Callable<Void>> work = new ArrayList<>();
        for (int client = 0; client < concurrent; client++) {
            work.add(() -> {
                for (int i = 0; i < countEach; i++) {
                    try (SocketChannel channel = connect(port)) {
                        new Wish(Wish.Kind.GREETING, 0).send(channel);
                        Stream.read(channel, 1);
                    }
                }
                return null;
            });
        }
        all(work);
        return "" + (System.nanoTime() - begin);
    }

    private String idle(int port, int count) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = connect(port);
            open.add(channel);
            new Wish(Wish.Kind.ECHO, 0).send(channel);
            Stream.write(channel, 1);
            Stream.read(channel, 1);
        }
        return "" + (System.nanoTime() - begin);
    }

    private int echo() throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(1);
        int echoed = 0;
        for (SocketChannel channel : open) {
            Stream.write(channel, 1);
            echoed += Math.max(0, channel.read(answer.clear()));
        }
        return echoed;
    }

    private int release() throws IOException {
        int count = open.size();
        for (SocketChannel channel : open) {
            channel.close();
        }
        open.clear();
        return count;
    }

    private void all(List<Callable<Void>> work) throws Exception {
        for (Future<Void> done : clients.invokeAll(work)) {
            done.get();
        }
    }

    private static SocketChannel connect(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    private static int number(String[] command, int index) {
        return Integer.parseInt(command[index]);
    }

    private static long bytes(String[] command, int index) {
        return Long.parseLong(command[index]);
    }

    @Override
    public void close() throws IOException {
        release();
        clients.shutdownNow();
    }
}
