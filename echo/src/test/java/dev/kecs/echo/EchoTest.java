package dev.kecs.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoTest {
    private final Identity identity = Identity.from(
            Map.of("KECS_TASK_ID", "abc", "KECS_TASK_DEFINITION", "webapp:3", "KECS_TASK_IP", "127.0.0.1"));

    @Test
    void answersWhoItIsAndStreamsAsManyBytesAsAskedFor() throws Exception {
        try (WebServer web = WebServer.start("127.0.0.1", 0, identity);
                HttpClient client = HttpClient.newHttpClient()) {
            URI root = URI.create("http://127.0.0.1:" + web.port());
            String who = client.send(HttpRequest.newBuilder(root).build(), BodyHandlers.ofString())
                    .body();
            assertThat(who).contains("\"task\":\"abc\"", "\"taskDefinition\":\"webapp:3\"");
            byte[] bytes = client.send(
                            HttpRequest.newBuilder(root.resolve("/bytes/1000003"))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            assertThat(bytes).hasSize(1_000_003).startsWith('a', 'b', 'c');
            var posted = HttpRequest.newBuilder(root.resolve("/echo"))
                    .POST(HttpRequest.BodyPublishers.ofString("hello"))
                    .build();
            assertThat(client.send(posted, BodyHandlers.ofString()).body()).isEqualTo("hello");
            assertThat(client.send(
                                    HttpRequest.newBuilder(root.resolve("/bytes/many"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void rawBytesComeBackAfterTheClientHasShutItsOutput() throws Exception {
        try (RawEcho echo = RawEcho.start("127.0.0.1", 0, true);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), echo.port())) {
            socket.getOutputStream().write("ping".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("ping");
        }
    }

    @Test
    void eachDatagramComesBackToWhoSentIt() throws Exception {
        try (DatagramEcho echo = DatagramEcho.start("127.0.0.1", 0, true);
                DatagramSocket one = new DatagramSocket();
                DatagramSocket other = new DatagramSocket()) {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.port());
            send(one, "one", to);
            send(other, "", to);
            assertThat(received(one)).isEqualTo("one");
            assertThat(received(other)).isEmpty();
        }
    }

    private static void send(DatagramSocket socket, String text, InetSocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static String received(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(30_000);
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
