package dev.kecs.acceptance.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The program of a task, as its image's rule starts it. The first byte of a connection says what it wants.
///
/// | byte | what it does |
/// |---|---|
/// | `d` | sends 1 GiB |
/// | `w` | reads to the end, waits 10 s, sends 1 MiB and closes |
/// | `u` | closes its side at once, reads to the end, and then logs how much it has read |
/// | `r` | resets the connection |
/// | `i` | says who it is: task definition, task, `served` or `late`; closes |
/// | `s` | the same half a second later |
/// | `c` | starts a child that keeps every socket open, and says its pid; then as below |
/// | else | sends back that byte and all that follow |
///
/// Started with `refuse` it does not listen, with `silent` it listens with a full backlog, which it tells, until the
/// file `go` is there. With `graceful` it goes on for a while after SIGTERM, see [GracefulEnd].
final class Peer {
    static final long DOWNLOAD = 1L << 30;
    static final int ANSWER = 1 << 20;

    private static final GracefulEnd END = new GracefulEnd();

    private Peer() {}

    public static void main(String[] arguments) throws IOException {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.ofLiteral(System.getenv("KECS_TASK_IP")), Integer.parseInt(System.getenv("PORT")));
        String mode = arguments.length == 0 ? "" : arguments[0];
        if (mode.equals("refuse")) {
            awaitGo();
        }
        if (mode.equals("graceful")) {
            END.follow();
        }
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(address, mode.equals("silent") ? 1 : 1000);
            if (mode.equals("silent")) {
                List<SocketChannel> fillers = fill(address);
                System.out.println(PeerServices.FULL);
                awaitGo();
                for (SocketChannel filler : fillers) {
                    filler.close();
                }
            }
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        }
    }

    /// Connections that nobody accepts; further ones get no answer from the system.
    private static List<SocketChannel> fill(InetSocketAddress address) throws IOException {
        List<SocketChannel> fillers = new ArrayList<>();
        for (int count = 0; count < 8; count++) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            filler.connect(address);
            fillers.add(filler);
        }
        return fillers;
    }

    private static void awaitGo() {
        while (!Files.exists(Path.of("go"))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void serve(Socket accepted) {
        try (Socket socket = accepted) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            int first = in.read();
            switch (first) {
                case -1 -> {}
                case 'd' -> send(out, DOWNLOAD);
                case 'w' -> {
                    in.transferTo(OutputStream.nullOutputStream());
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10));
                    send(out, ANSWER);
                }
                case 'u' -> {
                    socket.shutdownOutput();
                    System.out.println("received " + in.transferTo(OutputStream.nullOutputStream()));
                }
                case 'r' -> socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                case 'i' -> END.serve(who -> out.write(who.getBytes(StandardCharsets.UTF_8)));
                case 's' ->
                    END.serve(who -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                        out.write(who.getBytes(StandardCharsets.UTF_8));
                    });
                case 'c' -> {
                    out.write((SurvivingChild.start() + "\n").getBytes(StandardCharsets.UTF_8));
                    in.transferTo(out);
                }
                default -> {
                    out.write(first);
                    in.transferTo(out);
                }
            }
        } catch (IOException gone) {
            System.err.println("a connection ended: " + gone.getMessage());
        }
    }

    private static void send(OutputStream out, long size) throws IOException {
        byte[] chunk = new byte[1 << 17];
        for (long sent = 0; sent < size; sent += chunk.length) {
            out.write(chunk);
        }
    }
}
