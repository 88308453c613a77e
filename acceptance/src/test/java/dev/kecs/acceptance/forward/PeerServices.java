package dev.kecs.acceptance.forward;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// An instance whose tasks run [Peer], and forwards to their services.
record PeerServices(Kecs kecs, EcsClient ecs, Services services) implements AutoCloseable {
    static final int PORT = 7000;
    private static final int PATIENCE_MILLIS = 60_000;

    static PeerServices started() throws IOException {
        Kecs kecs = Kecs.started("images:\n" + rule("peer") + rule("refuse") + rule("silent") + rule("graceful")
                + "  gate:\n    command: [/bin/sh, -c, 'until [ -e go ]; do sleep 0.05; done']\n");
        EcsClient ecs = kecs.ecs();
        Services services = Services.in(ecs, "peers");
        for (String image : List.of("peer", "refuse", "silent", "graceful")) {
            services.register(image, image, List.of(PORT));
        }
        return new PeerServices(kecs, ecs, services);
    }

    private static String rule(String mode) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        return "  %s:\n    command: [%s, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, --enable-native-access=ALL-UNNAMED, -cp, %s, %s, %s]\n"
                .formatted(mode, java, classes, Peer.class.getName(), mode);
    }

    /// Creates a service and a forward to it.
    ///
    /// @return the local port
    int forward(String name, String image, int desired) {
        services.create(name, image, desired);
        services.awaitSteady(name);
        int port = FreePort.any();
        kecs.run("port-forward", "start", "service", "peers/" + name, "--local-port", "" + port, "--no-wait")
                .done();
        return port;
    }

    JsonNode state(String name) {
        return kecs.forwards()
                .valueStream()
                .filter(forward -> forward.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Who serves a connection now: task definition, task, and whether it should have.
    static String answer(int port, char wish) throws IOException {
        try (Socket socket = ask(port, wish)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The only task of the service.
    Program task(String service) {
        return kecs.container(services.tasks(service).getFirst(), Services.CONTAINER)
                .orElseThrow();
    }

    /// Connects and says what is wanted.
    static Socket ask(int port, char wish) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(wish);
        return socket;
    }

    /// Whether the byte comes back.
    static boolean echoes(Socket socket) throws IOException {
        return socket.getInputStream().read() == 'k';
    }

    @Override
    public void close() throws IOException {
        ecs.close();
        kecs.close();
    }
}
