package dev.kecs.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The agent is killed at random moments while forwards are used and changed: each comes back with the same
/// id and port, and no file is ever half written.
class AgentKillTest {
    private static final int KILLS = 50;
    private static final int FORWARDS = 4;
    private static final int LONGEST_LIFE_MILLIS = 300;

    /// What must not change.
    private record Identity(String name, String id, int port) {
        static Identity of(JsonNode forward) {
            return new Identity(
                    forward.path("name").asString(),
                    forward.path("id").asString(),
                    forward.path("localPort").asInt());
        }
    }

    @Test
    void everyForwardComesBackAsItWas() throws Exception {
        Random random = new Random(2);
        try (Kecs kecs = Kecs.started()) {
            kecs.createWebapp();
            List<Identity> before = new ArrayList<>();
            for (int i = 0; i < FORWARDS; i++) {
                kecs.succeed(
                        "port-forward",
                        "start",
                        "service",
                        "production/webapp",
                        "--name",
                        "f" + i,
                        "--local-port",
                        "0");
                before.add(Identity.of(kecs.forward("f" + i)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                long pid = kecs.agentPid();
                Process changing = kecs.begin(
                        "port-forward",
                        "start",
                        "service",
                        "production/webapp",
                        "--name",
                        "extra" + kill,
                        "--local-port",
                        "0");
                List<Socket> clients = connect(before);
                pause(random.nextInt(LONGEST_LIFE_MILLIS));
                Processes.kill(pid);
                assertWhole(kecs);
                changing.waitFor(30, TimeUnit.SECONDS);
                kecs.run("port-forward", "stop", "extra" + kill);
                List<Identity> after = forwards(kecs);
                assertThat(after).containsAll(before);
                for (Socket client : clients) {
                    client.close();
                }
            }
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                for (JsonNode each :
                        kecs.succeed("port-forward", "list", "-o", "json").json()) {
                    assertThat(each.path("state").asString()).isEqualToIgnoringCase("ready");
                }
            });
            assertThat(agents(kecs)).hasSize(1);
        }
    }

    @Test
    void ofTwoStartedAtOnceOneServes() throws Exception {
        try (Kecs kecs = Kecs.started()) {
            kecs.createWebapp();
            kecs.succeed("port-forward", "start", "service", "production/webapp", "--local-port", "0");
            Processes.kill(kecs.agentPid());
            List<Process> commands = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                commands.add(kecs.begin("port-forward", "start", "service", "production/webapp", "--local-port", "0"));
            }
            for (Process command : commands) {
                assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(command.exitValue()).isZero();
            }
            assertThat(agents(kecs)).hasSize(1);
            List<Identity> forwards = forwards(kecs);
            assertThat(forwards).hasSize(5);
            assertThat(forwards).extracting(Identity::port).doesNotHaveDuplicates();
            assertThat(forwards).extracting(Identity::name).doesNotHaveDuplicates();
        }
    }

    private static List<Socket> connect(List<Identity> forwards) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (Identity forward : forwards) {
            try {
                clients.add(new Socket(InetAddress.getLoopbackAddress(), forward.port()));
            } catch (IOException agentIsAway) {
                // Between two agents nobody listens.
                assertThat(agentIsAway).hasMessageContaining("refused");
            }
        }
        return clients;
    }

    private static List<Identity> forwards(Kecs kecs) throws Exception {
        List<Identity> found = new ArrayList<>();
        kecs.succeed("port-forward", "list", "-o", "json").json().forEach(each -> found.add(Identity.of(each)));
        return found;
    }

    private static void assertWhole(Kecs kecs) throws IOException {
        for (String file : List.of("config.yaml", "state.yaml")) {
            String text = Files.readString(kecs.forwards().resolve(file));
            JsonNode yaml = YAMLMapper.shared().readTree(text);
            assertThat(yaml.isObject()).as(file + ": " + text).isTrue();
        }
    }

    private static List<String> agents(Kecs kecs) throws IOException {
        return Processes.concerning(kecs.instance().resolveSibling("")).stream()
                .filter(line -> line.contains("dev.kecs.agent"))
                .toList();
    }

    /// A random moment is what is wished for, not a condition.
    private static void pause(int millis) throws InterruptedException {
        if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts it down");
        }
    }
}
