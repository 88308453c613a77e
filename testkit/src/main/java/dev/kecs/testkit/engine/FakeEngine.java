package dev.kecs.testkit.engine;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An engine that runs nothing. Used by one thread: commands are taken in, and what came of them is told when
/// the test calls [#work]. It outlives the control plane as real tasks do: after [#close], [#start] tells a
/// new observer all that is still known.
public final class FakeEngine implements TaskEngine {
    private final InstantSource clock;
    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<TaskArn, FakeTask> tasks = new LinkedHashMap<>();
    private final Map<TaskArn, TaskObservation> told = new HashMap<>();
    private final Map<ServiceArn, ServiceExposure> exposed = new LinkedHashMap<>();
    private final Map<ServiceArn, List<PortBinding>> toldExposed = new HashMap<>();
    private final Map<String, Integer> nodePorts = new HashMap<>();
    private int nextNodePort = 30_000;
    private @Nullable Observer observer;
    private final FakeClusters clusters = new FakeClusters();
    private List<ClusterPlan> standing = List.of();
    private boolean deaf;

    public FakeEngine(InstantSource clock) {
        this.clock = clock;
    }

    /// What becomes of an image's containers from now on; they run, unless told otherwise.
    public void fate(String image, Fate fate) {
        fates.put(image, fate);
    }

    /// Loses every command from now on, as when the control plane is killed before it could give them.
    public void loseCommands() {
        deaf = true;
    }

    /// Provisioning takes until the answer is completed.
    public CompletableFuture<Void> holdProvisioning() {
        return clusters.holdProvisioning();
    }

    /// What was asked for clusters, and what becomes of that.
    public FakeClusters clusters() {
        return clusters;
    }

    /// The clusters that it was last started with.
    public List<ClusterPlan> standing() {
        return standing;
    }

    /// Says what is being done to a cluster.
    public void progress(ClusterArn cluster, String step) {
        if (observer != null) {
            observer.progressed(cluster, step);
        }
    }

    /// Does what is next for every task, and tells what has changed.
    public void work() {
        for (FakeTask task : List.copyOf(tasks.values())) {
            task.advance(image -> fates.getOrDefault(image, new Fate.Runs()), clock.instant());
            tell(task);
        }
        exposed.values().forEach(this::tell);
    }

    /// A public service is reached at 127.0.0.1, at the port it had before, or else at the next from 30000 on.
    private void tell(ServiceExposure exposure) {
        List<PortBinding> bindings = exposure.publicIp()
                ? exposure.ports().stream()
                        .map(port -> new PortBinding(
                                port.container(),
                                port.containerPort(),
                                port.protocol(),
                                "127.0.0.1",
                                nodePort(exposure, port)))
                        .toList()
                : List.of();
        if (observer != null && !bindings.equals(toldExposed.put(exposure.service(), bindings))) {
            observer.exposed(exposure.service(), bindings);
        }
    }

    private int nodePort(ServiceExposure exposure, ServiceExposure.Port port) {
        return nodePorts.computeIfAbsent(
                exposure.service().name() + " " + port.containerPort() + port.protocol(),
                any -> exposure.before().stream()
                        .filter(each -> each.containerPort() == port.containerPort()
                                && each.protocol().equals(port.protocol()))
                        .map(PortBinding::port)
                        .findFirst()
                        .orElseGet(() -> nextNodePort++));
    }

    /// Kubernetes would lose them: whoever asks the next time gets others, unless he says which he had.
    public void forgetNodePorts() {
        nodePorts.clear();
        exposed.clear();
    }

    /// As if a declared member had no counterpart.
    public void warn(TaskArn task, String what) {
        if (observer != null) {
            observer.warned(task, what);
        }
    }

    private void tell(FakeTask task) {
        TaskObservation observation = task.observation();
        if (observer != null && !observation.equals(told.put(observation.task(), observation))) {
            observer.observed(observation);
        }
    }

    @Override
    public void start(List<ClusterPlan> standingNow, Observer newObserver) {
        deaf = false;
        standing = List.copyOf(standingNow);
        observer = newObserver;
        told.clear();
        toldExposed.clear();
        tasks.values().forEach(this::tell);
        standing.forEach(each -> newObserver.synchronised(each.cluster()));
    }

    @Override
    public CompletionStage<Void> provision(ClusterPlan cluster) {
        return deaf ? new CompletableFuture<>() : clusters.provision(cluster);
    }

    @Override
    public CompletionStage<Void> tearDown(ClusterArn cluster) {
        return deaf ? new CompletableFuture<>() : clusters.tearDown(cluster);
    }

    @Override
    public void expose(ServiceExposure exposure) {
        if (!deaf) {
            exposed.put(exposure.service(), exposure);
        }
    }

    @Override
    public void unexpose(ServiceArn service) {
        if (!deaf) {
            exposed.remove(service);
            toldExposed.remove(service);
            nodePorts.keySet().removeIf(key -> key.startsWith(service.name() + " "));
        }
    }

    /// Services with an address of their own, as last asked for.
    public Map<ServiceArn, ServiceExposure> exposed() {
        return Map.copyOf(exposed);
    }

    @Override
    public void launch(TaskLaunch launch) {
        if (!deaf) {
            tasks.computeIfAbsent(launch.task(), arn -> new FakeTask(launch));
        }
    }

    @Override
    public void stop(TaskArn task) {
        if (!deaf) {
            Optional.ofNullable(tasks.get(task)).ifPresent(FakeTask::stop);
        }
    }

    @Override
    public void forget(TaskArn task) {
        if (deaf || !tasks.containsKey(task)) {
            return;
        }
        if (!known(task).ended()) {
            throw new IllegalStateException(task + " has not ended and cannot be forgotten");
        }
        tasks.remove(task);
    }

    /// That of a container which wrote nothing and has ended.
    @Override
    public TaskLog log(TaskArn task, String container) {
        return new TaskLog() {
            @Override
            public List<Chunk> read() {
                return List.of();
            }

            @Override
            public boolean ended() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    /// One that repeats its input, and ends with it.
    @Override
    public TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output) {
        if (!alive().contains(request.task())) {
            throw new EngineException("Task " + request.task().id() + " does not run");
        }
        return new FakeCommand(request, output);
    }

    /// The container ends by itself.
    public void exit(TaskArn task, String container, int code) {
        known(task).exit(container, code, clock.instant());
    }

    /// The container ends, and nobody learns its exit status.
    public void exitUnseen(TaskArn task, String container) {
        known(task).exitUnseen(container, clock.instant());
    }

    public void health(TaskArn task, String container, Health health) {
        known(task).health(container, health);
    }

    /// The task vanishes together with all that is known of it.
    public void lose(TaskArn task) {
        tasks.remove(task);
    }

    /// Tasks with a container that has not ended.
    public Set<TaskArn> alive() {
        return tasks.entrySet().stream()
                .filter(each -> !each.getValue().ended())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What the task was launched with.
    public TaskLaunch launched(TaskArn task) {
        return known(task).launch();
    }

    private FakeTask known(TaskArn task) {
        FakeTask known = tasks.get(task);
        if (known == null) {
            throw new IllegalArgumentException("Never launched: " + task);
        }
        return known;
    }

    /// The control plane goes; the tasks stay.
    @Override
    public void close() {
        observer = null;
    }
}
