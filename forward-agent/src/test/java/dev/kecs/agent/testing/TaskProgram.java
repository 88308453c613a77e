package dev.kecs.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A task's program as a process of its own, which a test can really kill. Each connection's first byte says what it
/// wants: `d` a download of 1 GiB, anything else comes back like all that follows.
public final class TaskProgram implements AutoCloseable {
    public static final long DOWNLOAD_BYTES = 1L << 30;

    private final Process process;
    private final int port;

    private TaskProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it listens.
    public static TaskProgram start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TaskProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (port == null) {
            throw new IOException("the task's program has ended at once");
        }
        return new TaskProgram(process, Integer.parseInt(port));
    }

    public int port() {
        return port;
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1000, InetAddress.ofLiteral("127.0.0.1"))) {
            System.out.println(listener.getLocalPort());
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        }
    }

    private static void serve(Socket accepted) {
        try (Socket socket = accepted) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            int first = in.read();
            if (first == 'd') {
                byte[] chunk = new byte[1 << 17];
                for (long sent = 0; sent < DOWNLOAD_BYTES; sent += chunk.length) {
                    out.write(chunk);
                }
            } else if (first >= 0) {
                out.write(first);
                in.transferTo(out);
            }
        } catch (IOException e) {
            System.err.println("a connection of the task's program ended: " + e.getMessage());
        }
    }
}
