package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Scenario 6: many forwards from one file.
///
/// @param count how many
record ManyForwards(int count) {
    private static final int SERVICES = 4;
    private static final int FEW_DESCRIPTORS = 10;
    private static final int MOST_THREADS = 50;
    /// Seldom needed; how long it takes on a quiet machine is for the benchmark `many` to say.
    private static final Duration LONGEST_LIST = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Asserts that all serve, that a second run changes nothing, and that `down` gives everything back.
    void run() throws IOException {
        try (EchoServices services = EchoServices.started(SERVICES)) {
            services.forward("warm", 0);
            int before = services.agent().descriptors();
            ForwardsFile file = new ForwardsFile(services.kecs());
            for (int number = 0; number < count; number++) {
                file.put("forward-" + number, EchoServices.to(number % SERVICES));
            }

            Ended created = file.run("--wait", "--timeout", "90s").done();

            assertThat(ForwardsFile.counts(created)).isEqualTo(Map.of("created", count));
            assertThat(created.json())
                    .allSatisfy(change -> assertThat(
                                    change.path("forward").path("state").asString())
                            .isEqualTo("Ready"));
            Set<Integer> ports = ports(created.json());
            assertThat(ports).hasSize(count);
            for (int port : ports) {
                assertEchoes(port);
            }
            assertThat(services.agent().threads()).isLessThan(MOST_THREADS);

            Object written = config(services);
            Ended again = file.run("--wait").done();
            assertThat(ForwardsFile.counts(again)).isEqualTo(Map.of("unchanged", count));
            assertThat(ports(again.json())).isEqualTo(ports);
            assertThat(config(services))
                    .as("config.yaml, which was not written again")
                    .isEqualTo(written);

            long asked = System.nanoTime();
            assertThat(services.all()).hasSize(count + 1);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(LONGEST_LIST);

            assertThat(ForwardsFile.counts(file.down().done())).isEqualTo(Map.of("removed", count));
            assertThat(services.all()).containsOnlyKeys("warm");
            for (int port : ports) {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            }
            Program agent = services.agent();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(agent.descriptors())
                            .as("open descriptors")
                            .isLessThanOrEqualTo(before + FEW_DESCRIPTORS));
        }
    }

    private static Set<Integer> ports(JsonNode changes) {
        return changes.valueStream()
                .map(change -> change.path("forward").path("localPort").asInt())
                .collect(Collectors.toSet());
    }

    private static void assertEchoes(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write('k');
            assertThat(socket.getInputStream().read()).isEqualTo('k');
        }
    }

    /// A file that was replaced is another one.
    private static Object config(EchoServices services) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(
                        services.kecs().forwardsDirectory().resolve("config.yaml"), BasicFileAttributes.class)
                .fileKey());
    }
}
