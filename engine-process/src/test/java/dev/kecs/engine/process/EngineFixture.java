package dev.kecs.engine.process;

import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.Images;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.LeaseDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// An engine over a directory, with what it told last. `close` ends every task; `leave` leaves them running.
final class EngineFixture implements AutoCloseable {
    private static final Scope SCOPE = new Scope("us-east-1", "000000000000");
    private final ProcessEngine engine;
    private final Map<TaskArn, TaskObservation> observed = new ConcurrentHashMap<>();

    private EngineFixture(ProcessEngine engine) {
        this.engine = engine;
    }

    static EngineFixture start(Path home) throws IOException {
        ImageRule sh =
                new ImageRule("test/sh", List.of("/bin/sh", "-c"), Optional.empty(), Map.of(), ImageRule.Bind.TASK);
        ImageRule any =
                new ImageRule("test/any", List.of("/bin/sh", "-c"), Optional.empty(), Map.of(), ImageRule.Bind.ANY);
        EngineFixture fixture = new EngineFixture(new ProcessEngine(new ProcessSettings(
                home.resolve("tasks"),
                new Images(List.of(sh, any)),
                new AddressLeases(new LeaseDirectory(home.resolve("leases")), new Random()),
                new Surroundings(
                        System.getenv(),
                        (task, container) -> Optional.of("http://127.0.0.1:1/v4/" + task.id() + "-" + container)),
                InstantSource.system())));
        fixture.engine.start(List.of(), new TaskEngine.Observer() {
            @Override
            public void observed(TaskObservation observation) {
                fixture.observed.put(observation.task(), observation);
            }

            @Override
            public void exposed(ServiceArn service, List<PortBinding> bindings) {}

            @Override
            public void warned(TaskArn task, String what) {}

            @Override
            public void progressed(ClusterArn cluster, String step) {}

            @Override
            public void synchronised(ClusterArn cluster) {}
        });
        return fixture;
    }

    TaskEngine engine() {
        return engine;
    }

    TaskArn launch(ContainerDefinition... containers) {
        TaskArn task =
                new ClusterArn(SCOPE, "test").task(UUID.randomUUID().toString().replace("-", ""));
        launch(task, containers);
        return task;
    }

    void launch(TaskArn task, ContainerDefinition... containers) {
        TaskDefinition definition = TaskDefinition.builder()
                .networkMode(NetworkMode.AWSVPC)
                .containerDefinitions(containers)
                .build();
        engine.launch(new TaskLaunch(
                task,
                new TaskDefinitionArn(SCOPE, "test", 1),
                definition,
                TaskOverride.builder().build(),
                Optional.empty(),
                true,
                TaskLaunch.Owner.NOBODY));
    }

    Optional<TaskObservation> observed(TaskArn task) {
        return Optional.ofNullable(observed.get(task));
    }

    void leave() {
        engine.close();
    }

    @Override
    public void close() {
        observed.keySet().forEach(engine::stop);
        await().until(() -> observed.values().stream()
                .flatMap(task -> task.containers().stream())
                .allMatch(each -> each.state() instanceof dev.kecs.ecs.engine.ContainerObservation.State.Exited));
        engine.close();
    }
}
