package dev.kecs.testkit.engine;

import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// A real engine with all that it told. `close` ends every task; `leave` leaves them running. Used by the test's
/// thread; what is told comes on the engine's.
public final class EngineHarness implements AutoCloseable {
    public static final Scope SCOPE = new Scope("us-east-1", "000000000000");
    public static final ClusterArn CLUSTER = new ClusterArn(SCOPE, "test");

    private final TaskEngine engine;
    private final Duration patience;
    private final Map<TaskArn, List<TaskObservation>> history = new ConcurrentHashMap<>();
    private final Map<TaskArn, List<String>> warnings = new ConcurrentHashMap<>();
    private final Map<ServiceArn, List<PortBinding>> exposed = new ConcurrentHashMap<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final Set<ClusterArn> synchronised = ConcurrentHashMap.newKeySet();

    /// Starts the engine with one standing cluster, and waits until it has told what it knew of it.
    ///
    /// @param patience how long anything may take
    public EngineHarness(TaskEngine engine, Duration patience) {
        this(engine, patience, OptionalInt.empty());
    }

    /// @param ingressPort that the cluster has
    public EngineHarness(TaskEngine engine, Duration patience, OptionalInt ingressPort) {
        this.engine = engine;
        this.patience = patience;
        engine.start(List.of(new ClusterPlan(CLUSTER, ingressPort)), new Recorder());
        eventually().until(() -> synchronised.contains(CLUSTER));
    }

    private final class Recorder implements TaskEngine.Observer {
        @Override
        public void observed(TaskObservation observation) {
            history.computeIfAbsent(observation.task(), task -> new CopyOnWriteArrayList<>())
                    .add(observation);
        }

        @Override
        public void exposed(ServiceArn service, List<PortBinding> bindings) {
            exposed.put(service, bindings);
        }

        @Override
        public void warned(TaskArn task, String what) {
            warnings.computeIfAbsent(task, any -> new CopyOnWriteArrayList<>()).add(what);
        }

        @Override
        public void progressed(ClusterArn cluster, String step) {
            steps.add(step);
        }

        @Override
        public void synchronised(ClusterArn cluster) {
            synchronised.add(cluster);
        }
    }

    public TaskEngine engine() {
        return engine;
    }

    public ConditionFactory eventually() {
        return await().atMost(patience);
    }

    public static TaskArn newTask() {
        return CLUSTER.task(UUID.randomUUID().toString().replace("-", ""));
    }

    public TaskArn launch(ContainerDefinition... containers) {
        TaskArn task = newTask();
        launch(task, containers);
        return task;
    }

    public void launch(TaskArn task, ContainerDefinition... containers) {
        launch(task, TaskLaunch.Owner.NOBODY, containers);
    }

    public void launch(TaskArn task, TaskLaunch.Owner owner, ContainerDefinition... containers) {
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
                owner));
    }

    /// What was told last.
    public Optional<TaskObservation> observed(TaskArn task) {
        return history(task).stream().reduce((earlier, later) -> later);
    }

    /// All that was told, in order.
    public List<TaskObservation> history(TaskArn task) {
        return history.getOrDefault(task, List.of());
    }

    public List<String> warnings(TaskArn task) {
        return warnings.getOrDefault(task, List.of());
    }

    /// What was told of the cluster, in order.
    public List<String> steps() {
        return List.copyOf(steps);
    }

    public List<PortBinding> exposed(ServiceArn service) {
        return exposed.getOrDefault(service, List.of());
    }

    public State state(TaskArn task, String container) {
        return container(task, container).state();
    }

    public Health health(TaskArn task, String container) {
        return container(task, container).health();
    }

    public State.Running running(TaskArn task, String container) {
        return (State.Running) eventually().until(() -> state(task, container), State.Running.class::isInstance);
    }

    public State.Exited exited(TaskArn task, String container) {
        return (State.Exited) eventually().until(() -> state(task, container), State.Exited.class::isInstance);
    }

    private ContainerObservation container(TaskArn task, String name) {
        return eventually()
                .until(() -> observed(task).flatMap(all -> named(all, name)), Optional::isPresent)
                .orElseThrow();
    }

    public static Optional<ContainerObservation> named(TaskObservation observation, String container) {
        return observation.containers().stream()
                .filter(each -> each.name().equals(container))
                .findFirst();
    }

    public void leave() {
        engine.close();
    }

    @Override
    public void close() {
        history.keySet().forEach(engine::stop);
        eventually().until(() -> history.keySet().stream().allMatch(this::ended));
        history.keySet().forEach(engine::forget);
        engine.close();
    }

    private boolean ended(TaskArn task) {
        return observed(task).orElseThrow().containers().stream()
                .allMatch(each -> each.state() instanceof State.Exited);
    }
}
