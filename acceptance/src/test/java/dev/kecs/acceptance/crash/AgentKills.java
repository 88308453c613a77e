package dev.kecs.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// kecs-agent is killed again and again, every fifth time once more while it starts, while clients connect through its
/// forwards.
///
/// @param forwards how many there are all the time, each with its id, its name and its port
/// @param busy whether a person starts and stops others meanwhile
record AgentKills(int forwards, boolean busy) {
    private static final Duration LONGEST_LIFE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Asserts that every forward comes back with its id, its name and its port each time.
    void run(Kills kills) throws Exception {
        try (Kecs kecs = Kecs.started("");
                EcsClient ecs = kecs.ecs();
                ScheduledExecutorService clients = Executors.newScheduledThreadPool(2);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            serveEcho(Services.in(ecs, "crash"));
            Map<String, String> wanted = start(kecs);
            List<Integer> ports = wanted.values().stream()
                    .map(idAndPort -> Integer.parseInt(idAndPort.split(" ", -1)[1]))
                    .toList();
            for (int port : ports) {
                var _ = clients.scheduleWithFixedDelay(() -> connect(port), 0, 40, TimeUnit.MILLISECONDS);
            }
            Load load = new Load();
            Optional<Future<Churn>> churn =
                    busy ? Optional.of(threads.submit(new Churn(kecs, "crash/echo", load))) : Optional.empty();
            try {
                for (int round = 1; round <= kills.count(); round++) {
                    kill(kecs, kills, round, threads);
                    assertThat(known(bringBack(kecs, round, threads), wanted))
                            .as("forwards after kill %d, seed %d", round, kills.seed())
                            .isEqualTo(wanted);
                    if (churn.isPresent() && churn.get().isDone()) {
                        throw new AssertionError(
                                "the churn gave up, seed " + kills.seed(),
                                churn.get().exceptionNow());
                    }
                }
            } finally {
                load.end();
            }
            if (churn.isPresent()) {
                churn.get().get();
            }
            clients.shutdownNow();
            ports.forEach(AgentKills::assertServed);
            assertThat(all(kecs.forwards())).as("forwards at the end").isEqualTo(wanted);
            assertThat(load.count() > 0)
                    .as("whether forwards were started and stopped meanwhile")
                    .isEqualTo(busy);
        }
    }

    private static void serveEcho(Services services) {
        services.registerEcho();
        services.create("echo", "echo", 1);
        services.awaitSteady("echo");
    }

    /// @return id and port by name
    private Map<String, String> start(Kecs kecs) {
        for (int number = 0; number < forwards; number++) {
            kecs.run("port-forward", "start", "service", "crash/echo", "--name", "f" + number, "--local-port", "0")
                    .done();
        }
        Map<String, String> started = all(kecs.forwards());
        assertThat(started).hasSize(forwards);
        return started;
    }

    private static void kill(Kecs kecs, Kills kills, int round, ExecutorService threads) throws Exception {
        killOnce(kecs, kills);
        if (round % 5 == 0) {
            Future<Ended> starting = threads.submit(() -> kecs.run("port-forward", "list"));
            killOnce(kecs, kills);
            starting.get();
        }
        assertIsYaml(kecs.forwardsDirectory().resolve("config.yaml"));
        Path state = kecs.forwardsDirectory().resolve("state.yaml");
        if (Files.exists(state)) {
            assertIsYaml(state);
        }
    }

    private static void killOnce(Kecs kecs, Kills kills) throws InterruptedException {
        Program agent = Awaitility.await()
                .atMost(PATIENCE)
                .until(kecs::agent, found -> found.isPresent())
                .orElseThrow();
        kills.killWithin(agent, LONGEST_LIFE);
        Awaitility.await().atMost(PATIENCE).until(() -> !agent.alive());
    }

    private static void assertIsYaml(Path file) throws IOException {
        String text = Files.readString(file);
        Object parsed =
                new org.snakeyaml.engine.v2.api.Load(LoadSettings.builder().build()).loadFromString(text);
        assertThat(parsed).as("%s: %s", file, text).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) parsed).keySet().stream().map(String::valueOf)).contains("version", "forwards");
    }

    /// By one command, by two at once, or by a start of the instance.
    private static JsonNode bringBack(Kecs kecs, int round, ExecutorService threads) throws Exception {
        if (round % 3 == 0) {
            kecs.start();
            return kecs.forwards();
        }
        List<Future<JsonNode>> commands = new ArrayList<>();
        for (int number = 0; number < round % 3; number++) {
            commands.add(threads.submit(kecs::forwards));
        }
        for (Future<JsonNode> command : commands) {
            command.get();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kecs.processesOf("dev.kecs.agent.Main"))
                        .as("agents of one instance")
                        .hasSize(1));
        return commands.getFirst().get();
    }

    private static Map<String, String> all(JsonNode forwards) {
        Map<String, String> all = new TreeMap<>();
        forwards.valueStream()
                .forEach(each -> all.put(
                        each.path("name").asString(),
                        each.path("id").asString() + " "
                                + each.path("localPort").asInt()));
        return all;
    }

    private static Map<String, String> known(JsonNode forwards, Map<String, String> wanted) {
        Map<String, String> known = all(forwards);
        known.keySet().retainAll(wanted.keySet());
        return known;
    }

    /// One of many clients; whether it is served is for the agent's luck to decide.
    private static boolean connect(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return echoes(socket);
        } catch (IOException agentWasKilled) {
            return false;
        }
    }

    private static void assertServed(int port) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connect(port))
                        .as("an echo through port %d", port)
                        .isTrue());
    }

    private static boolean echoes(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write('k');
        return socket.getInputStream().read() == 'k';
    }
}
