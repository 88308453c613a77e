package dev.kecs.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.control.Acknowledgement;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.Unwatch;
import dev.kecs.protocol.control.Watch;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.paths.SocketPath;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.server.target.TargetResolver;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.sample.Samples;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watched targets over a real `control.sock`.
class WatchesTest {
    private static final ServiceArn WEBAPP = Samples.PRODUCTION.service("webapp");
    private static final Target TARGET = new Target.OfService("production", "webapp");

    @TempDir
    private Path directory = Path.of("");

    private final Stores stores = new MemoryStores(Journal.NONE);
    private final List<Set<TaskPort>> watched = new CopyOnWriteArrayList<>();
    private final Watches watches = new Watches(new TargetResolver(stores), watched::add);
    private final List<Snapshot> told = new CopyOnWriteArrayList<>();
    private AutoCloseable subscription = () -> {};
    private AutoCloseable server = () -> {};

    @BeforeEach
    void serve() throws IOException {
        RpcMethods methods =
                new RpcMethods(new RpcMethods.Identity("kecs-server", "test", "kecs restart"), (what, failure) -> {});
        ControlMethodsOfTargets.add(
                methods,
                watches,
                new RoutedPorts(stores, () -> null, true, true),
                stores,
                new FakeEngine(InstantSource.system()));
        subscription = stores.subscribe(changed -> watches.changed());
        watches.start();
        server = JsonRpcServer.start(new SocketPath(directory.resolve("control.sock")), methods);
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("production"));
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
            stores.services().put(Samples.service(WEBAPP));
        });
        put(new TaskState.Running(Samples.START));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        subscription.close();
        watches.close();
        stores.close();
    }

    private void put(TaskState state) {
        Task task = Samples.task(1, Optional.of(WEBAPP));
        stores.atomically(() -> stores.tasks()
                .put(task.with(new Task.Observed(
                        state,
                        task.observed().containers(),
                        List.of(new PortBinding("web", 80, "tcp", "127.1.0.1", 80))))));
    }

    private void leave() {
        put(new TaskState.Deactivating(Optional.of(Samples.START), Samples.START));
    }

    /// A client whose snapshots go to `told`, read by a thread of its own.
    private JsonRpcClient client() throws Exception {
        JsonRpcClient client =
                JsonRpcClient.connect(new SocketPath(directory.resolve("control.sock")), Hello.as("test"));
        client.subscribe(ControlMethods.TARGET_SNAPSHOT, watched -> told.add(watched.snapshot()));
        Thread.ofVirtual().start(() -> {
            try {
                client.listen();
            } catch (IOException closed) {
                // The way this thread ends.
                return;
            }
        });
        return client;
    }

    private Snapshot last(int count) {
        await().untilAsserted(() -> assertThat(told).hasSize(count));
        return told.getLast();
    }

    @Test
    void aWatcherIsToldWhatIsAndEveryChangeWithAHigherGeneration() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            Snapshot first = last(1);
            assertThat(first.reason()).isEqualTo(SnapshotReason.OK);
            leave();
            Snapshot second = last(2);
            assertThat(second.generation()).isGreaterThan(first.generation());
            assertThat(second.endpoints())
                    .singleElement()
                    .satisfies(each -> assertThat(each.draining()).isTrue());
        }
    }

    @Test
    void theEngineHearsWhichPortsAreWatchedAndWhenNobodyWatchesThemAnyMore() throws Exception {
        Set<TaskPort> web = Set.of(new TaskPort(Samples.task(1).arn(), 80, "tcp"));
        try (JsonRpcClient first = client();
                JsonRpcClient second = client()) {
            first.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            second.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(2);
            first.call(ControlMethods.TARGET_UNWATCH, new Unwatch("w"));
            leave();
            last(3);
            assertThat(watched).containsExactly(web);
        }
        await().untilAsserted(() -> assertThat(watched).containsExactly(web, Set.of()));
    }

    @Test
    void aTaskThatHasStoppedIsNotWatched() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            put(new TaskState.Stopped(
                    Optional.of(Samples.START), Samples.START, Optional.of(Samples.START), Samples.START));
            await().untilAsserted(() -> assertThat(watched).hasSize(2).endsWith(Set.of()));
        }
    }

    @Test
    void aChangeThatMeansNothingToTheTargetIsNotTold() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            stores.atomically(() -> stores.clusters().put(Samples.cluster("other")));
            leave();
            last(2);
        }
    }

    @Test
    void aTargetThatCannotBeIsToldAndHarmsNoOther() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(
                    ControlMethods.TARGET_WATCH,
                    new Watch("bad", new Target.OfService("production", "no name"), null, null, null));
            assertThat(last(1).reason()).isEqualTo(SnapshotReason.SERVICE_ABSENT);
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            assertThat(last(2).reason()).isEqualTo(SnapshotReason.OK);
        }
    }

    @Test
    void aTaskIsDrainedWhenItsWatcherHasAcknowledged() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            leave();
            CompletableFuture<Void> drained =
                    watches.drained(Samples.task(1).arn()).toCompletableFuture();
            Snapshot draining = last(2);
            client.call(ControlMethods.TARGET_ACKNOWLEDGE, new Acknowledgement("w", draining.generation()));
            await().until(drained::isDone);
        }
    }

    @Test
    void withoutAnAcknowledgementTheTaskIsDrainedHalfASecondLater() throws Exception {
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            leave();
            last(2);
            CompletableFuture<Void> drained =
                    watches.drained(Samples.task(1).arn()).toCompletableFuture();
            assertThat(drained.isDone()).isFalse();
            await().atMost(Duration.ofSeconds(5)).until(drained::isDone);
        }
    }

    @Test
    void nobodyIsWaitedForWhoDoesNotWatchOrHasHungUp() throws Exception {
        leave();
        await().until(watches.drained(Samples.task(1).arn()).toCompletableFuture()::isDone);
        put(new TaskState.Running(Samples.START));
        CompletableFuture<Void> drained;
        try (JsonRpcClient client = client()) {
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            client.call(ControlMethods.TARGET_UNWATCH, new Unwatch("w"));
            client.call(ControlMethods.TARGET_WATCH, Watch.of("again", Resolve.only(TARGET)));
            last(2);
            leave();
            drained = watches.drained(Samples.task(1).arn()).toCompletableFuture();
        }
        await().until(drained::isDone);
    }

    @Test
    void aWatcherThatDoesNotReadHindersNoOther() throws Exception {
        try (SocketChannel deaf = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("control.sock")));
                JsonRpcClient client = client()) {
            say(deaf, "hello", "{\"protocol\":1,\"version\":\"0.1.0\",\"role\":\"test\"}");
            for (int watch = 0; watch < 50; watch++) {
                say(
                        deaf,
                        "target.watch",
                        "{\"watch\":\"deaf-" + watch
                                + "\",\"target\":{\"type\":\"service\",\"cluster\":\"production\",\"service\":\"webapp\"}}");
            }
            client.call(ControlMethods.TARGET_WATCH, Watch.of("w", Resolve.only(TARGET)));
            last(1);
            // Together far more than the system keeps for somebody who does not read.
            for (int change = 2; change < 100; change += 2) {
                leave();
                last(change);
                put(new TaskState.Running(Samples.START));
                last(change + 1);
            }
            assertThat(told.getLast().reason()).isEqualTo(SnapshotReason.OK);
        }
    }

    private static void say(SocketChannel channel, String method, String parameters) throws IOException {
        ByteBuffer line = ByteBuffer.wrap(
                ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + parameters + "}\n")
                        .getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }
}
