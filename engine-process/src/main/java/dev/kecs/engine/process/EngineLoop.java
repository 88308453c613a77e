package dev.kecs.engine.process;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.NeverStarted;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.engine.environment.PendingFetches;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.process.task.TaskDirectory;
import dev.kecs.engine.process.task.TaskPlan;
import dev.kecs.hostports.AddressLeases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// The thread "engine-process", which owns every [TaskRun]. It sleeps until a command, a change in a
/// container's directory or a deadline; while tasks run it looks at all of them once a second besides, in
/// case a shim was killed and can record nothing.
final class EngineLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

    /// One thing to do on the loop's thread.
    interface Work {
        void run() throws IOException;
    }

    private final ProcessSettings settings;
    private final Path shim;
    private final TaskPlanner planner;
    private final DirectoryWatch watch;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Map<TaskArn, TaskRun> tasks = new HashMap<>();
    private final Map<TaskArn, TaskObservation> told = new HashMap<>();
    private final PendingFetches fetches;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("engine-process").unstarted(this::run);
    // Written once, by start(), before the thread that reads them begins.
    private Observer observer = new Silent();
    private List<ClusterPlan> standing = List.of();
    private volatile boolean closed;

    EngineLoop(ProcessSettings settings, Path shim) throws IOException {
        this.settings = settings;
        this.shim = shim;
        this.planner = new TaskPlanner(settings);
        this.watch = new DirectoryWatch(settings.tasks(), changed -> execute(() -> advance(changed)));
        this.fetches = new PendingFetches(
                settings.surroundings().secrets(), work -> execute(work::run), new PendingFetches.Outcome() {
                    @Override
                    public void fetched(TaskLaunch launch, FetchedValues values) {
                        attempt(() -> begin(launch, values));
                    }

                    @Override
                    public void failed(TaskLaunch launch, String reason) {
                        neverStarted(launch, Optional.of(reason));
                    }
                });
    }

    void start(List<ClusterPlan> clusters, Observer newObserver) {
        standing = clusters;
        observer = newObserver;
        thread.start();
    }

    void execute(Work work) {
        queue.add(work);
    }

    private void run() {
        attempt(this::findTasks);
        while (!closed) {
            Work work = next();
            if (work != null) {
                attempt(work);
            } else {
                tasks.values().forEach(task -> attempt(() -> advance(task)));
            }
        }
    }

    /// The next piece of work; null when it is time to look at all tasks.
    private @Nullable Work next() {
        try {
            if (tasks.values().stream().allMatch(TaskRun::ended)) {
                return queue.take();
            }
            Instant now = settings.clock().instant();
            Instant deadline = tasks.values().stream()
                    .map(TaskRun::nextDeadline)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            Instant latest = now.plus(LOOK_AT_LEAST_EVERY);
            long millis = Duration.between(now, deadline.isBefore(latest) ? deadline : latest)
                    .toMillis();
            return queue.poll(Math.max(1, millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            closed = true;
            return null;
        }
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException failure) {
            LOG.error("The process engine failed at one task and goes on with the others", failure);
        }
    }

    private void findTasks() throws IOException {
        List<TaskDirectory> found = TaskDirectory.below(settings.tasks());
        for (TaskDirectory directory : found) {
            if (directory.hasPlan()) {
                attempt(() -> adopt(new TaskRun(directory, directory.readPlan())));
            } else {
                // Its launch was cut short before anything ran; the scheduler will ask for it again.
                directory.delete();
            }
        }
        standing.forEach(each -> observer.synchronised(each.cluster()));
    }

    private void adopt(TaskRun task) throws IOException {
        tasks.put(task.arn(), task);
        for (ContainerRun container : task.containers()) {
            watch.add(container.process().directory());
        }
        advance(task);
    }

    /// Secrets come from elsewhere and take their time, during which this thread does other work.
    void launch(TaskLaunch launch) {
        if (!tasks.containsKey(launch.task())) {
            fetches.begin(launch);
        }
    }

    private void begin(TaskLaunch launch, FetchedValues fetched) throws IOException {
        TaskDirectory directory =
                new TaskDirectory(settings.tasks().resolve(launch.task().id()));
        TaskPlan plan;
        try {
            plan = prepare(launch, fetched, directory);
        } catch (IOException | RuntimeException broken) {
            LOG.error("Preparing {} failed", launch.task(), broken);
            neverStarted(launch, Optional.of("CannotCreateContainerError: " + broken.getMessage()));
            directory.delete();
            return;
        }
        warn(launch);
        adopt(new TaskRun(directory, plan));
    }

    private TaskPlan prepare(TaskLaunch launch, FetchedValues fetched, TaskDirectory directory) throws IOException {
        for (ContainerDefinition container : launch.definition().containerDefinitions()) {
            Files.createDirectories(directory.container(container.name()));
        }
        TaskPlan plan = planner.plan(launch, fetched, directory);
        directory.writePlan(plan);
        return plan;
    }

    private void warn(TaskLaunch launch) {
        launch.definition().containerDefinitions().stream()
                .filter(container -> container.repositoryCredentials() != null)
                .forEach(container -> observer.warned(
                        launch.task(),
                        "repositoryCredentials of container '" + container.name()
                                + "' are not used: the process engine pulls no image"));
    }

    private void neverStarted(TaskLaunch launch, Optional<String> reason) {
        observer.observed(new NeverStarted(launch, reason, settings.clock().instant()).observation());
    }

    void stop(TaskArn arn) throws IOException {
        fetches.cancel(arn).ifPresent(launch -> neverStarted(launch, Optional.empty()));
        TaskRun task = tasks.get(arn);
        if (task != null) {
            task.stop();
            advance(task);
        }
    }

    void forget(TaskArn arn) throws IOException {
        TaskRun task = tasks.get(arn);
        if (task == null) {
            return;
        }
        if (!task.ended()) {
            throw new IllegalStateException(arn + " has not ended and cannot be forgotten");
        }
        tasks.remove(arn);
        told.remove(arn);
        task.directory().delete();
    }

    private void advance(Path containerDirectory) throws IOException {
        for (TaskRun task : tasks.values()) {
            if (containerDirectory.startsWith(task.directory().path())) {
                advance(task);
                return;
            }
        }
    }

    private void advance(TaskRun task) throws IOException {
        boolean hadEnded = task.ended();
        Instant now = settings.clock().instant();
        task.advance(shim, now);
        check(task, now);
        TaskObservation observation = task.observation();
        if (!observation.equals(told.put(task.arn(), observation))) {
            observer.observed(observation);
        }
        if (task.ended() && !hadEnded) {
            release(task);
        }
    }

    private void check(TaskRun task, Instant now) {
        for (ContainerRun container : task.containers()) {
            container.dueProbe(now).ifPresent(probe -> {
                probe.begin(now);
                HealthChecks.run(
                        container.plan(),
                        container.plan().terms().health().orElseThrow(),
                        success -> execute(() -> {
                            probe.end(success, settings.clock().instant());
                            advance(task);
                        }));
            });
        }
    }

    private void release(TaskRun task) {
        Path owner = task.directory().path();
        task.plan().address().ifPresent(address -> settings.leases().release(address, owner));
        task.plan().bindings().forEach(binding -> {
            settings.leases().releasePort(binding.address(), binding.port(), owner);
            settings.leases().releasePort(AddressLeases.EVERY_ADDRESS, binding.port(), owner);
        });
    }

    /// Ends the thread; tasks go on.
    @Override
    public void close() throws IOException {
        closed = true;
        execute(() -> {});
        if (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
        watch.close();
    }

    private static final class Silent implements Observer {
        @Override
        public void observed(TaskObservation observation) {}

        @Override
        public void exposed(ServiceArn service, List<PortBinding> bindings) {}

        @Override
        public void warned(TaskArn task, String what) {}

        @Override
        public void progressed(ClusterArn cluster, String step) {}

        @Override
        public void synchronised(ClusterArn cluster) {}
    }
}
