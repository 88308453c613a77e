package dev.kecs.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.FreePort;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Program;
import dev.kecs.acceptance.product.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

/// kecs-server is killed again and again, every fifth time once more while it starts, and three clients change services
/// and tasks all the time.
final class ServerKills {
    /// A task that costs next to nothing and ends at SIGTERM.
    private static final String SETTINGS = """
            images:
              "sleeper":
                command: [sleep, "3600"]
            """;

    private static final int CLIENTS = 3;
    /// Before each kill: so many changes that clients are told of, and then a time.
    private static final int MOST_CHANGES = 8;

    private static final Duration LONGEST_LIFE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ServerKills() {}

    /// Asserts that every acknowledged change is kept, and that tasks which nobody stopped run on.
    static void run(Kills kills) throws Exception {
        try (Kecs kecs = Kecs.started(SETTINGS);
                EcsClient ecs = kecs.ecs();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Services services = Services.in(ecs, "crash");
            int port = serveEcho(kecs, services);
            Load load = new Load();
            List<Future<Client>> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(threads.submit(
                        new Client("client" + number, services, new Random(kills.seed() + number), load)));
            }
            try (LongConnection connection = new LongConnection(port)) {
                for (int round = 1; round <= kills.count(); round++) {
                    long before = connection.echoed();
                    load.await(kills.random().nextInt(MOST_CHANGES));
                    killAndStart(kecs, services, kills, round, threads);
                    assertThat(connection.echoed())
                            .as("bytes echoed through the forward after kill %d, seed %d", round, kills.seed())
                            .isGreaterThan(before);
                    for (Future<Client> client : clients) {
                        if (client.isDone()) {
                            throw new AssertionError("a client gave up, seed " + kills.seed(), client.exceptionNow());
                        }
                    }
                }
            } finally {
                load.end();
            }
            List<Client> ended = new ArrayList<>();
            for (Future<Client> client : clients) {
                ended.add(client.get());
            }
            checkTheEnd(kecs, services, ended, kills.seed());
        }
    }

    /// @return the local port of a forward to the raw echo of a service that nobody changes
    private static int serveEcho(Kecs kecs, Services services) {
        services.register("sleeper", "sleeper", List.of());
        services.registerEcho();
        services.create("kept", "echo", 2);
        services.awaitSteady("kept");
        int port = FreePort.any();
        kecs.run("port-forward", "start", "service", "crash/kept", "--local-port", Integer.toString(port))
                .done();
        return port;
    }

    private static void killAndStart(Kecs kecs, Services services, Kills kills, int round, ExecutorService threads)
            throws Exception {
        Program server = kecs.server().orElseThrow();
        kills.killWithin(server, LONGEST_LIFE);
        Map<String, Program> ranBefore = livingTasks(kecs);
        Awaitility.await().until(() -> !server.alive());
        if (round % 5 == 0) {
            Future<?> start = threads.submit(() -> kecs.run("start"));
            Program second = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(kecs::server, found -> found.isPresent())
                    .orElseThrow();
            kills.killWithin(second, LONGEST_LIFE);
            start.get();
            Awaitility.await().until(() -> !second.alive());
        }
        kecs.start();
        assertTheyRunOnUnlessStopped(services, ranBefore, kills.seed());
    }

    /// Tasks whose program runs, by id.
    private static Map<String, Program> livingTasks(Kecs kecs) throws Exception {
        Map<String, Program> living = new HashMap<>();
        for (String task : kecs.taskDirectories()) {
            kecs.container(task, Services.CONTAINER)
                    .filter(Program::alive)
                    .ifPresent(program -> living.put(task, program));
        }
        return living;
    }

    private static void assertTheyRunOnUnlessStopped(Services services, Map<String, Program> ranBefore, long seed) {
        List<String> gone = ranBefore.entrySet().stream()
                .filter(each -> !each.getValue().alive())
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < gone.size(); from += 100) {
            List<String> some = gone.subList(from, Math.min(gone.size(), from + 100));
            List<Task> found = services.ecs()
                    .describeTasks(
                            request -> request.cluster(services.cluster()).tasks(some))
                    .tasks();
            assertThat(found)
                    .hasSize(some.size())
                    .allSatisfy(task -> assertThat(task.stopCodeAsString())
                            .as("why %s ended, seed %d", task, seed)
                            .isIn("UserInitiated", "ServiceSchedulerInitiated"));
        }
    }

    private static void checkTheEnd(Kecs kecs, Services services, List<Client> clients, long seed) throws Exception {
        Set<String> wanted = new HashSet<>();
        services.awaitSteady("kept");
        wanted.addAll(services.tasks("kept"));
        for (Client client : clients) {
            assertThat(client.acknowledged()).isPositive();
            client.checkAll();
            for (String service : client.services()) {
                services.awaitSteady(service);
                wanted.addAll(services.tasks(service));
            }
            wanted.addAll(client.runningTasks());
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(kecs.programsOfTasks())
                        .as("programs by task, one for each that is wanted, seed %d", seed)
                        .containsOnlyKeys(wanted)
                        .allSatisfy((task, programs) -> assertThat(programs).hasSize(1)));
        assertThat(kecs.forwards()).hasSize(1);
    }
}
