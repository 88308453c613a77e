package dev.kecs.engine.kubernetes;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.cluster.KubernetesClusters;
import dev.kecs.engine.kubernetes.exec.PodCommand;
import dev.kecs.engine.kubernetes.log.PodLog;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.place.OpenPlace;
import dev.kecs.engine.kubernetes.place.PlaceThread;
import dev.kecs.engine.kubernetes.place.Surroundings;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Runs tasks as pods. Any thread may call it: calls are handed to the one thread that owns the cluster in question,
/// [PlaceThread]. Closing it leaves the pods running; the next engine finds them by their marks.
public final class KubernetesEngine implements TaskEngine {
    private final KubernetesClusters clusters;
    private final OneAtATime observer = new OneAtATime();
    private final Surroundings surroundings;
    private final Map<ClusterArn, PlaceThread> places = new ConcurrentHashMap<>();
    private final Map<ClusterArn, Set<TaskPort>> watched = new ConcurrentHashMap<>();
    // Set once, by whoever ends the instance; then nothing new is begun.
    private volatile boolean over;

    /// One whose tasks find nothing of AWS besides ECS.
    public KubernetesEngine(KubernetesClusters clusters, Marks marks, InstantSource clock) {
        this(clusters, marks, AwsForTasks.NOTHING, clock);
    }

    public KubernetesEngine(KubernetesClusters clusters, Marks marks, AwsForTasks aws, InstantSource clock) {
        this.clusters = clusters;
        this.surroundings = new Surroundings(clusters, marks, aws, observer, clock);
    }

    @Override
    public void start(List<ClusterPlan> standing, Observer newObserver) {
        observer.tell(newObserver);
        standing.forEach(plan -> place(plan.cluster()).resume(plan));
    }

    @Override
    public CompletionStage<Void> provision(ClusterPlan cluster) {
        return over ? refused() : place(cluster.cluster()).provision(cluster);
    }

    @Override
    public CompletionStage<Void> tearDown(ClusterArn cluster) {
        return over ? refused() : place(cluster).tearDown();
    }

    @Override
    public void expose(ServiceExposure exposure) {
        tell(exposure.service().cluster(), place -> place.expose(exposure));
    }

    @Override
    public void unexpose(ServiceArn service) {
        tell(service.cluster(), place -> place.unexpose(service));
    }

    @Override
    public void launch(TaskLaunch launch) {
        tell(launch.task().cluster(), place -> place.launch(launch));
    }

    @Override
    public void stop(TaskArn task) {
        tell(task.cluster(), place -> place.stop(task));
    }

    @Override
    public void forget(TaskArn task) {
        tell(task.cluster(), place -> place.forget(task));
    }

    /// Each place is told what is new to it only.
    @Override
    public void watched(Set<TaskPort> ports) {
        Map<ClusterArn, Set<TaskPort>> now = ports.stream()
                .collect(Collectors.groupingBy(port -> port.task().cluster(), Collectors.toUnmodifiableSet()));
        places.forEach((cluster, place) -> {
            Set<TaskPort> own = now.getOrDefault(cluster, Set.of());
            if (!own.equals(watched.put(cluster, own))) {
                place.watched(own);
            }
        });
    }

    @Override
    public TaskLog log(TaskArn task, String container) {
        return new PodLog(() -> Optional.ofNullable(places.get(task.cluster()))
                .flatMap(PlaceThread::open)
                .flatMap(place -> place.reports().logSource(task, container)));
    }

    @Override
    public TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output) {
        return Optional.ofNullable(places.get(request.task().cluster()))
                .flatMap(PlaceThread::open)
                .flatMap(place -> place.reports().running(request.task(), request.container()))
                .map(where -> PodCommand.start(where, request, output))
                .orElseThrow(() -> new EngineException("Container '" + request.container() + "' of task "
                        + request.task().id() + " does not run, or its API server is not reached"));
    }

    private PlaceThread place(ClusterArn cluster) {
        return places.computeIfAbsent(cluster, arn -> new PlaceThread(surroundings, arn));
    }

    /// Clusters that are neither standing nor provisioned have no tasks.
    private void tell(ClusterArn cluster, Consumer<OpenPlace> command) {
        Optional.ofNullable(places.get(cluster)).ifPresent(place -> place.tell(command));
    }

    private static CompletionStage<Void> refused() {
        return CompletableFuture.failedFuture(new EngineException("The instance is being stopped"));
    }

    /// Nobody watches what is stopped.
    @Override
    public void rest() throws InterruptedException {
        over = true;
        places.values().forEach(PlaceThread::close);
        clusters.rest();
    }

    /// What is under way is ended and undone first.
    @Override
    public boolean dismantle(Collection<ClusterArn> all) throws InterruptedException {
        over = true;
        places.values().forEach(PlaceThread::end);
        clusters.removeAll(all);
        return true;
    }

    @Override
    public void close() {
        places.values().forEach(PlaceThread::close);
        clusters.close();
    }
}
