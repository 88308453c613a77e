package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterSpec;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.command.Clusters;
import dev.kecs.ecs.command.Services;
import dev.kecs.ecs.command.TaskDefinitions;
import dev.kecs.ecs.command.Tasks;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.RandomIds;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.DeploymentFactory;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceEvent;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskFactory;
import dev.kecs.ecs.task.TaskSpec;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.ecs.taskdefinition.TaskDefinition;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.engine.FakeIngressPorts;
import dev.kecs.testkit.sample.Samples;
import dev.kecs.testkit.time.StandingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// A control plane whose engine is a fake and whose time stands until a test moves it. All on the test's
/// thread, so that every run is the same.
final class World {
    private static final int MORE_ROUNDS_THAN_NEEDED = 1_000;
    private final StandingClock clock = new StandingClock(Samples.START);
    private final RandomIds ids;
    private final Stores stores = new MemoryStores(Journal.NONE);
    private final FakeEngine engine = new FakeEngine(clock);
    private final FakeIngressPorts ports = new FakeIngressPorts();
    private final Set<Arn> changed = new HashSet<>();
    private final Deque<Runnable> signals = new ArrayDeque<>();
    private ClusterLife life;
    private Reconciler reconciler;
    private boolean gateOpen = true;

    World() {
        this(1);
    }

    World(long seed) {
        ids = new RandomIds(new Random(seed));
        stores.subscribe(changed::addAll);
        life = beginLife();
        reconciler = begin();
        clusters().create(Samples.PRODUCTION, emptySpec(), Tags.NONE);
    }

    static ClusterSpec emptySpec() {
        return new ClusterSpec(List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    private Reconciler begin() {
        Reconciler fresh = new Reconciler(
                new Scheduler.Parts(stores, engine, life, task -> CompletableFuture.completedFuture(null), ids, clock),
                this::drain);
        reconciler = fresh;
        signals.clear();
        changed.clear();
        engine.start(fresh.begin(), new TaskEngine.Observer() {
            @Override
            public void observed(TaskObservation observation) {
                signals.add(() -> fresh.observed(observation));
            }

            @Override
            public void exposed(ServiceArn service, List<PortBinding> bindings) {
                signals.add(() -> fresh.exposed(service, bindings));
            }

            @Override
            public void warned(TaskArn task, String what) {
                signals.add(() -> fresh.warned(task, what));
            }

            @Override
            public void progressed(ClusterArn cluster, String step) {
                signals.add(() -> fresh.progressed(cluster, step));
            }

            @Override
            public void synchronised(ClusterArn cluster) {
                signals.add(() -> fresh.synchronised(cluster));
            }
        });
        return fresh;
    }

    /// The control plane is gone without a word; another one begins over the same stores and tasks.
    void restart() {
        engine.close();
        life = beginLife();
        begin();
    }

    private ClusterLife beginLife() {
        ClusterLife fresh = new ClusterLife(stores, engine, ports, clock);
        fresh.begin();
        return fresh;
    }

    private void drain(TaskArn task) {
        if (gateOpen) {
            signals.add(() -> reconciler.drained(task));
        }
    }

    void gate(boolean open) {
        gateOpen = open;
    }

    /// Lets everything happen that happens without time passing.
    void settle() {
        for (int round = 0; round < MORE_ROUNDS_THAN_NEEDED; round++) {
            if (!roundOfChange()) {
                return;
            }
        }
        throw new AssertionError("The scheduler does not come to rest");
    }

    private boolean roundOfChange() {
        engine.work();
        boolean heard = !signals.isEmpty() || !changed.isEmpty();
        while (!signals.isEmpty()) {
            signals.remove().run();
        }
        reconciler.changed(Set.copyOf(changed));
        changed.clear();
        boolean due =
                reconciler.due().filter(at -> !at.isAfter(clock.instant())).isPresent();
        if (due) {
            reconciler.reconcile();
        }
        return heard || due;
    }

    /// Lets time pass in steps of at most a second, and everything happen in it.
    void advance(Duration duration) {
        settle();
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            Instant second = clock.instant().plusSeconds(1);
            Instant next = reconciler
                    .due()
                    .filter(at -> at.isAfter(clock.instant()) && at.isBefore(second))
                    .orElse(second);
            clock.moveTo(next.isAfter(end) ? end : next);
            settle();
        }
    }

    // What users do

    Clusters clusters() {
        return new Clusters(stores, life, clock);
    }

    Services services() {
        return new Services(stores, new DeploymentFactory(ids, clock), clock);
    }

    Tasks tasks() {
        return new Tasks(stores, new TaskFactory(ids, clock), clock);
    }

    TaskDefinitions taskDefinitions() {
        return new TaskDefinitions(stores, clock);
    }

    TaskDefinitionArn register(int revision, ContainerDefinition... containers) {
        TaskDefinitionArn arn = new TaskDefinitionArn(Samples.SCOPE, "webapp", revision);
        var body = software.amazon.awssdk.services.ecs.model.TaskDefinition.builder()
                .family("webapp")
                .containerDefinitions(containers)
                .build();
        stores.atomically(
                () -> stores.taskDefinitions().put(TaskDefinition.registered(arn, body, Tags.NONE, clock.instant())));
        return arn;
    }

    static ContainerDefinition container(String name) {
        return ContainerDefinition.builder()
                .name(name)
                .image(name)
                .essential(true)
                .build();
    }

    ServiceArn create(String name, int desired, TaskDefinitionArn revision) {
        return create(name, desired, revision, declared());
    }

    ServiceArn create(
            String name,
            int desired,
            TaskDefinitionArn revision,
            software.amazon.awssdk.services.ecs.model.Service declared) {
        ServiceArn arn = Samples.PRODUCTION.service(name);
        services().create(arn, new ServiceSpec(revision, desired, declared, true, Optional.empty()), Tags.NONE);
        return arn;
    }

    static software.amazon.awssdk.services.ecs.model.Service declared() {
        return software.amazon.awssdk.services.ecs.model.Service.builder()
                .schedulingStrategy(SchedulingStrategy.REPLICA)
                .build();
    }

    /// UpdateService to another revision, all else unchanged.
    void deploy(ServiceArn arn, TaskDefinitionArn revision) {
        services()
                .update(
                        arn,
                        old -> new ServiceSpec(
                                revision, old.desiredCount(), old.declared(), old.publicIp(), old.clientToken()),
                        true);
    }

    void scale(ServiceArn arn, int desired) {
        services().update(arn, spec -> spec.withDesiredCount(desired), false);
    }

    TaskArn run(TaskDefinitionArn revision) {
        return runIn(Samples.PRODUCTION, revision);
    }

    TaskArn runIn(ClusterArn cluster, TaskDefinitionArn revision) {
        TaskDefinition definition = stores.taskDefinitions().find(revision).orElseThrow();
        TaskSpec spec = new TaskSpec(
                revision,
                new TaskSpec.Origin("family:webapp", Optional.empty(), Optional.empty()),
                software.amazon.awssdk.services.ecs.model.Task.builder().build(),
                Optional.empty(),
                true);
        return tasks().run(cluster, definition, spec, new TaskFactory.Tagging(Tags.NONE, Optional.empty(), false), 1)
                .getFirst()
                .arn();
    }

    // What can be seen

    Stores stores() {
        return stores;
    }

    FakeEngine engine() {
        return engine;
    }

    FakeIngressPorts ports() {
        return ports;
    }

    Cluster cluster(ClusterArn arn) {
        return stores.clusters().find(arn).orElseThrow();
    }

    StandingClock clock() {
        return clock;
    }

    Service service(ServiceArn arn) {
        return stores.services().find(arn).orElseThrow();
    }

    Task task(TaskArn arn) {
        return stores.tasks().find(arn).orElseThrow();
    }

    List<Task> tasksOf(ServiceArn service) {
        return stores.tasks().ofService(service);
    }

    List<Task> running(ServiceArn service) {
        return tasksOf(service).stream()
                .filter(task -> task.observed().state() instanceof TaskState.Running)
                .toList();
    }

    List<TaskArn> runningOf(ServiceArn service, TaskDefinitionArn revision) {
        return running(service).stream()
                .filter(task -> task.spec().taskDefinition().equals(revision))
                .map(Task::arn)
                .toList();
    }

    /// Event messages, oldest first, without the leading `(service name)`.
    List<String> events(ServiceArn service) {
        return service(service).progress().events().reversed().stream()
                .map(ServiceEvent::message)
                .map(message -> message.substring(message.indexOf(')') + 2))
                .toList();
    }

    void assertRunning(ServiceArn service, TaskDefinitionArn... revisions) {
        assertThat(running(service))
                .extracting(task -> task.spec().taskDefinition())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(revisions));
    }
}
