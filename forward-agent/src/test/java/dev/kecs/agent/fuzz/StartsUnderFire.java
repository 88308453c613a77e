package dev.kecs.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.agent.daemon.Agent;
import dev.kecs.agent.testing.FakeControlServer;
import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.AgentStatus;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.testkit.fuzz.Inputs;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.fuzz.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A whole agent begins among files of any content, answers, and ends.
record StartsUnderFire(Path home) {
    void run(int count) throws Exception {
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        long seed = Tally.seed();
        Inputs inputs = new Inputs(seed, ConfigFileUnderFire.valid(), List.of(Tree::yaml, Tree::json));
        try (FakeControlServer control = new FakeControlServer(paths);
                SevereLog log = new SevereLog()) {
            for (int start = 1; start <= count; start++) {
                scatter(paths.forwards(), inputs);
                startAndEnd(paths, "seed %d, start %d".formatted(seed, start));
                assertThat(log.told())
                        .as("seed %d, start %d", seed, start)
                        .allMatch(line -> line.contains(" cannot be understood and was kept as "));
                log.told().clear();
            }
            assertThat(control.acknowledged()).isNotNegative();
        }
        System.out.printf("the agent's files: %,d starts among odd ones, seed %d%n", count, seed);
    }

    private static void scatter(ForwardPaths files, Inputs inputs) throws IOException {
        Files.write(files.config(), inputs.next().bytes());
        Files.write(
                files.config().resolveSibling("config.last.yaml"), inputs.next().bytes());
        Files.write(files.state(), inputs.next().bytes());
        Files.write(files.pid(), inputs.next().bytes());
        Files.write(files.lock(), inputs.next().bytes());
        Files.write(files.agentLog(), inputs.next().bytes());
        Files.write(files.socket().official(), inputs.next().bytes());
    }

    private static void startAndEnd(InstancePaths paths, String name) throws Exception {
        Agent agent = new Agent(paths);
        Thread life = Thread.ofPlatform().name("agent").start(() -> {
            try {
                agent.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(name, e);
            }
        });
        try (JsonRpcClient client = RunningAgent.connect(paths)) {
            AgentStatus status = client.call(AgentMethods.AGENT_STATUS, Empty.EMPTY);
            assertThat(status.forwards())
                    .as(name)
                    .isEqualTo(client.call(AgentMethods.FORWARD_LIST, Empty.EMPTY).length);
            assertThat(paths.forwards().pid())
                    .as(name)
                    .hasContent(ProcessHandle.current().pid() + "\n");
        } finally {
            agent.stop();
            await().atMost(Duration.ofSeconds(20)).until(() -> !life.isAlive());
        }
        assertThat(paths.forwards().socket().official()).as(name).doesNotExist();
    }
}
