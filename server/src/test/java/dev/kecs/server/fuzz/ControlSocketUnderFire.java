package dev.kecs.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.exec.ExecMethods;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.paths.SocketPath;
import dev.kecs.protocol.rpc.JsonRpcServer;
import dev.kecs.protocol.rpc.RpcMethods;
import dev.kecs.server.control.ControlMethodsOfTargets;
import dev.kecs.server.control.RoutedPorts;
import dev.kecs.server.control.Watches;
import dev.kecs.server.exec.Executions;
import dev.kecs.server.target.TargetResolver;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.rpc.RecordKeys;
import dev.kecs.testkit.rpc.SocketFuzz;
import dev.kecs.testkit.rpc.SocketFuzz.Call;
import dev.kecs.testkit.sample.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// The methods about targets, names, logs and commands behind a real `control.sock`, with stores in memory, whose
/// tasks change meanwhile.
record ControlSocketUnderFire(Path directory) {
    private static final int ROUNDS = 20;
    private static final Map<String, Object> HELLO =
            Map.of("protocol", Protocol.NUMBER, "version", Protocol.RELEASE, "role", "agent", "token", "none");
    private static final Map<String, Object> SERVICE =
            Map.of("type", "service", "cluster", "production", "service", "webapp");
    private static final Map<String, Object> TAGS =
            Map.of("type", "tags", "cluster", "production", "tags", Map.of("a", "b"), "strict", true);
    /// Those of the process itself, which this test does not run.
    private static final Set<String> LEFT_OUT = Set.of("server.status", "server.shutdown");

    private static List<Call> calls(String task) {
        Map<String, Object> one = Map.of("type", "task", "cluster", "production", "task", task);
        return List.of(
                new Call(
                        "target.watch",
                        Map.of("watch", "w1", "target", SERVICE, "targetPort", 80, "protocol", "tcp", "ingress", true)),
                new Call("target.watch", Map.of("watch", "w2", "target", one)),
                new Call("target.watch", Map.of("watch", "w3", "target", TAGS)),
                new Call("target.acknowledge", Map.of("watch", "w1", "generation", 1)),
                new Call("target.unwatch", Map.of("watch", "w1")),
                new Call(
                        "target.resolve",
                        Map.of("target", SERVICE, "targetPort", 80, "protocol", "tcp", "ingress", true)),
                new Call("target.resolve", Map.of("target", one)),
                new Call("target.resolve", Map.of("target", TAGS)),
                new Call("names.list", Map.of("what", "services", "cluster", "production", "beginning", "w")),
                new Call("names.list", Map.of("what", "clusters")),
                new Call("routes.watch", Map.of()),
                new Call("routes.report", Map.of("ports", List.of(Map.of("port", 8090, "problem", "taken")))),
                new Call("traefik.list", Map.of()),
                new Call(
                        "exec.start",
                        Map.of(
                                "exec",
                                "e1",
                                "cluster",
                                "production",
                                "task",
                                task,
                                "container",
                                "web",
                                "command",
                                List.of("cat"),
                                "input",
                                true,
                                "terminal",
                                Map.of("columns", 80, "rows", 24))),
                new Call("exec.resize", Map.of("exec", "e1", "terminal", Map.of("columns", 90, "rows", 30))),
                new Call("exec.input", Map.of("exec", "e1", "data", "aGVsbG8=", "end", true)),
                new Call("exec.wait", Map.of("exec", "e1")),
                new Call(
                        "task.logs",
                        Map.of(
                                "cluster",
                                "production",
                                "task",
                                task,
                                "container",
                                "web",
                                "follow",
                                false,
                                "sinceLines",
                                10)));
    }

    void run(int count) throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>();
        Stores stores = new MemoryStores(Journal.NONE);
        Watches watches = new Watches(new TargetResolver(stores));
        FakeEngine engine = new FakeEngine(InstantSource.system());
        RpcMethods methods = new RpcMethods(
                new RpcMethods.Identity("kecs-server", "test", "kecs restart"),
                (what, failure) -> failures.add(what + ": " + failure));
        ControlMethodsOfTargets.add(methods, watches, new RoutedPorts(stores, () -> null, true, true), stores, engine);
        Executions.add(methods, stores, engine);
        stores.atomically(() -> {
            stores.clusters().put(Samples.cluster("production").with(OptionalInt.of(8090)));
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
            stores.services().put(Samples.service(Samples.PRODUCTION.service("webapp")));
        });
        Task task = put(stores, true);
        launch(engine, task);
        SocketPath socket = new SocketPath(directory.resolve("control.sock"));
        watches.start();
        try (AutoCloseable subscription = stores.subscribe(changed -> watches.changed());
                JsonRpcServer server = JsonRpcServer.start(socket, methods)) {
            assertThat(List.of(subscription, server)).doesNotContainNull();
            SocketFuzz fuzz = new SocketFuzz(
                    "control.sock",
                    new SocketFuzz.Server(
                            () -> address(socket),
                            HELLO,
                            "names.list",
                            Set.of("task.logs", "exec.input", "exec.wait"),
                            "shutdown"),
                    calls(task.arn().id()),
                    places());
            int[] round = {0};
            fuzz.run(count, ROUNDS, () -> put(stores, round[0]++ % 2 == 1));
            Tally tally = fuzz.tally();
            System.out.println(tally);
            assertThat(failures).as("seed %d", fuzz.seed()).isEmpty();
            assertThat(tally.mutations()).isGreaterThan(count / 2 - count / 50);
            assertThat(tally.missed()).as("seed %d", fuzz.seed()).isEmpty();
        } finally {
            watches.close();
            stores.close();
        }
    }

    /// So that commands are run in it.
    private static void launch(FakeEngine engine, Task task) {
        engine.launch(new TaskLaunch(
                task.arn(),
                Samples.WEBAPP_1,
                Samples.taskDefinition(Samples.WEBAPP_1).body(),
                TaskOverride.builder().build(),
                Optional.empty(),
                true,
                TaskLaunch.Owner.NOBODY));
    }

    private static Task put(Stores stores, boolean runs) {
        Task task = Samples.task(1, Optional.of(Samples.PRODUCTION.service("webapp")));
        TaskState state = runs
                ? new TaskState.Running(Samples.START)
                : new TaskState.Deactivating(Optional.of(Samples.START), Samples.START);
        Task now = task.with(new Task.Observed(
                state, task.observed().containers(), List.of(new PortBinding("web", 80, "tcp", "127.1.0.1", 80))));
        stores.atomically(() -> stores.tasks().put(now));
        return now;
    }

    private static UnixDomainSocketAddress address(SocketPath socket) {
        try {
            return socket.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> places() throws IllegalAccessException {
        Set<String> places = new TreeSet<>(RecordKeys.of(Hello.class, Hello.METHOD.name()));
        for (Class<?> group : List.of(ControlMethods.class, ExecMethods.class)) {
            for (Field field : group.getFields()) {
                if (field.get(null) instanceof RpcMethod<?, ?> method && !LEFT_OUT.contains(method.name())) {
                    places.add(method.name());
                    places.addAll(RecordKeys.of(method.parameters(), method.name()));
                }
            }
        }
        return places;
    }
}
