package dev.kecs.engine.process;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskLog;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.process.shim.ContainerProcess;
import dev.kecs.engine.process.shim.Started;
import dev.kecs.engine.process.task.ContainerPlan;
import dev.kecs.engine.process.task.TaskDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Runs tasks as local processes. Any thread may call it: calls are handed to the one thread that owns all
/// tasks, [EngineLoop]. Closing it leaves the tasks running.
public final class ProcessEngine implements TaskEngine {
    private final ProcessSettings settings;
    private final EngineLoop loop;

    /// @throws IOException when the tasks' directory cannot be used
    public ProcessEngine(ProcessSettings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.tasks());
        this.loop = new EngineLoop(settings, installShim(settings.tasks()));
    }

    /// A running shim reads its own script, so a new version replaces the file and never overwrites it.
    private static Path installShim(Path tasks) throws IOException {
        Path partial = Files.createTempFile(tasks, "shim", ".partial");
        try (InputStream script = Objects.requireNonNull(
                ContainerProcess.class.getResourceAsStream("shim.sh"), "shim.sh is missing from the jar")) {
            Files.copy(script, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(partial, tasks.resolve("shim.sh"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void start(List<ClusterPlan> standing, Observer observer) {
        loop.start(standing, observer);
    }

    @Override
    public CompletionStage<Void> provision(ClusterPlan cluster) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> tearDown(ClusterArn cluster) {
        return CompletableFuture.completedFuture(null);
    }

    /// Each task has an address of its own, and there is none in front of a service's tasks.
    @Override
    public void expose(ServiceExposure exposure) {}

    @Override
    public void unexpose(ServiceArn service) {}

    @Override
    public void launch(TaskLaunch launch) {
        loop.execute(() -> loop.launch(launch));
    }

    @Override
    public void stop(TaskArn task) {
        loop.execute(() -> loop.stop(task));
    }

    @Override
    public void forget(TaskArn task) {
        loop.execute(() -> loop.forget(task));
    }

    @Override
    public TaskLog log(TaskArn task, String container) {
        return new FileTaskLog(process(task, container));
    }

    private ContainerProcess process(TaskArn task, String container) {
        return new ContainerProcess(
                directory(task).container(container), ContainerProcess.MARKER + "=" + task.id() + "/" + container);
    }

    private TaskDirectory directory(TaskArn task) {
        return new TaskDirectory(settings.tasks().resolve(task.id()));
    }

    @Override
    public TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output) {
        try {
            boolean runs = process(request.task(), request.container())
                    .started()
                    .filter(Started::alive)
                    .isPresent();
            if (!runs) {
                throw new EngineException("Container '" + request.container() + "' of task "
                        + request.task().id() + " does not run");
            }
            ContainerPlan plan = directory(request.task()).readPlan().containers().stream()
                    .filter(each -> each.name().equals(request.container()))
                    .findFirst()
                    .orElseThrow();
            return ProcessCommand.start(plan, request, output);
        } catch (IOException unreadable) {
            throw new EngineException(
                    "What is known of task " + request.task().id() + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    @Override
    public void close() {
        try {
            loop.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("Closing the process engine", failure);
        }
    }
}
