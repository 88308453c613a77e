package dev.kecs.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.testing.AgentProcess;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The agent killed again and again, each time at a random moment, while some twenty forwards are started and stopped.
final class RepeatedKills {
    private static final int LONGEST_LIFE_MILLIS = 300;
    private static final int FORWARDS = 20;

    private final Path home;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /// By id: the forwards of which a caller was told, with name and port.
    private final Map<String, String> acknowledged = new TreeMap<>();

    /// Asked to stop, and the answer did not come.
    private final Set<String> maybeStopped = new HashSet<>();

    private final Set<String> stopped = new HashSet<>();

    RepeatedKills(Path home) {
        this.home = home;
    }

    /// Asserts that nothing that was acknowledged is lost and that no file is half written.
    void run(int kills) throws Exception {
        InstancePaths paths = AgentProcess.paths(home);
        try (FakeControlServer control = new FakeControlServer(paths)) {
            control.endpoints();
            for (int kill = 0; kill < kills; kill++) {
                try (AgentProcess agent = AgentProcess.start(home);
                        JsonRpcClient client = RunningAgent.connect(paths)) {
                    assertNothingIsLost(client);
                    changeUntilKilled(agent, client);
                }
            }
        }
        try (Stream<Path> files = Files.list(paths.forwards().directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("seed %d", seed)
                    .noneMatch(name -> name.startsWith("config.broken"));
        }
    }

    /// One start whose answer did not come may have been done; then the forward is known from now on.
    private void assertNothingIsLost(JsonRpcClient client) throws Exception {
        Map<String, String> listed = Arrays.stream(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY))
                .collect(Collectors.toMap(ForwardView::id, RepeatedKills::identity));
        acknowledged.keySet().removeIf(id -> maybeStopped.contains(id) && !listed.containsKey(id));
        maybeStopped.clear();
        assertThat(listed).as("seed %d", seed).containsAllEntriesOf(acknowledged);
        assertThat(listed).as("seed %d", seed).doesNotContainKeys(stopped.toArray(new String[0]));
        assertThat(listed.size() - acknowledged.size()).as("seed %d", seed).isLessThanOrEqualTo(1);
        acknowledged.putAll(listed);
    }

    private static String identity(ForwardView forward) {
        return forward.name() + " " + forward.localPort();
    }

    private void changeUntilKilled(AgentProcess agent, JsonRpcClient client) throws Exception {
        int life = random.nextInt(LONGEST_LIFE_MILLIS);
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                // Never counted down: a pause.
                assertThat(new CountDownLatch(1).await(life, TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            agent.kill();
        });
        try {
            while (true) {
                change(client);
            }
        } catch (IOException | RpcException e) {
            killer.join();
            assertThat(agent.isAlive()).as("alive after: %s", e).isFalse();
        }
    }

    private void change(JsonRpcClient client) throws IOException, RpcException {
        List<String> ids = new ArrayList<>(acknowledged.keySet());
        if (ids.size() >= FORWARDS && random.nextBoolean()) {
            String id = ids.get(random.nextInt(ids.size()));
            maybeStopped.add(id);
            client.call(AgentMethods.FORWARD_STOP, ForwardSelection.only(List.of(id)));
            maybeStopped.remove(id);
            acknowledged.remove(id);
            stopped.add(id);
        } else {
            ForwardView started = client.call(AgentMethods.FORWARD_START, RunningAgent.WEB);
            acknowledged.put(started.id(), identity(started));
        }
    }
}
