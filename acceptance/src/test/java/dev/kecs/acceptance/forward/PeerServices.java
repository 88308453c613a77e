package dev.kecs.acceptance.forward;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// An instance whose tasks run [Peer], or what does the same, and forwards to their services.
public record PeerServices(PeerGround ground, Kecs kecs, EcsClient ecs, Services services) implements AutoCloseable {
    public static final int PORT = 7000;
    /// What a program without an answer says when it has come to that.
    static final String FULL = "full";

    private static final int PATIENCE_MILLIS = 60_000;

    static PeerServices started() throws IOException {
        return started(new ProcessGround());
    }

    public static PeerServices started(PeerGround ground) throws IOException {
        Kecs kecs = ground.start();
        EcsClient ecs = kecs.ecs();
        PeerServices peers = new PeerServices(ground, kecs, ecs, Services.in(ecs, "peers"));
        for (String mode : List.of("peer", "refuse", "silent", "graceful", "upload")) {
            peers.register(mode);
        }
        return peers;
    }

    /// Registers another revision of the task definition that is called like its program's mode.
    void register(String mode) {
        services.register(mode, ground.program(mode), List.of(PORT));
    }

    /// Creates a service and a forward to it; to one that gives no answer when that is so.
    ///
    /// @return the local port
    public int forward(String name, String mode, int desired) {
        services.create(name, mode, desired);
        services.awaitSteady(name);
        if (mode.equals("silent")) {
            Awaitility.await()
                    .atMost(Duration.ofMillis(PATIENCE_MILLIS))
                    .until(() -> log(name).contains(FULL));
        }
        int port = FreePort.any();
        kecs.run("port-forward", "start", "service", "peers/" + name, "--local-port", "" + port, "--no-wait")
                .done();
        return port;
    }

    /// What the only task of the service has said.
    String log(String service) {
        return kecs.run("logs", "peers/" + services.tasks(service).getFirst())
                .done()
                .out();
    }

    /// Starts a forward to the tasks with these tags.
    ///
    /// @param tags as on the command line, `K=V,K2=V2`
    Ended startByTags(String name, String tags, int port, String... more) {
        List<String> command = new ArrayList<>(List.of("port-forward", "start", "task", "peers", "--tags", tags));
        command.addAll(List.of("--name", name, "--local-port", Integer.toString(port)));
        command.addAll(List.of(more));
        return kecs.run(command.toArray(String[]::new));
    }

    public JsonNode state(String name) {
        return kecs.forwards()
                .valueStream()
                .filter(forward -> forward.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Who serves a connection now: task definition, task, and whether it should have.
    public static String answer(int port, char wish) throws IOException {
        try (Socket socket = ask(port, wish)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The only task of the service.
    Program task(String service) {
        return kecs.container(services.tasks(service).getFirst(), Services.CONTAINER)
                .orElseThrow();
    }

    /// Ends what runs the only task of the service, without KECS's doing.
    ///
    /// @return when it was gone, in [System#nanoTime]
    public long kill(String service) {
        return ground.kill(kecs, services.tasks(service).getFirst());
    }

    /// Connects and says what is wanted.
    public static Socket ask(int port, char wish) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(wish);
        return socket;
    }

    /// Whether the byte comes back.
    public static boolean echoes(Socket socket) throws IOException {
        return socket.getInputStream().read() == 'k';
    }

    @Override
    public void close() throws IOException {
        ecs.close();
        kecs.close();
    }
}
