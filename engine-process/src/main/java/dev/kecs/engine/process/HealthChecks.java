package dev.kecs.engine.process;

import dev.kecs.engine.process.task.ContainerPlan;
import dev.kecs.engine.process.task.ContainerPlan.HealthPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one health check at a time for each container, on a virtual thread of its own, in the container's
/// environment and directory.
final class HealthChecks {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

    private HealthChecks() {}

    /// @param ended told whether the check ended with status 0 in time; called on the check's thread
    static void run(ContainerPlan container, HealthPlan health, Consumer<Boolean> ended) {
        Thread.ofVirtual()
                .name("health check of " + container.name())
                .start(() -> ended.accept(succeeds(container, health)));
    }

    private static boolean succeeds(ContainerPlan container, HealthPlan health) {
        ProcessBuilder builder = new ProcessBuilder(health.command())
                .directory(Path.of(container.workingDirectory()).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(container.environment());
        try {
            Process check = builder.start();
            boolean inTime = check.waitFor(health.timeout(), TimeUnit.SECONDS);
            if (!inTime) {
                check.descendants().forEach(ProcessHandle::destroyForcibly);
                check.destroyForcibly();
            }
            return inTime && check.exitValue() == 0;
        } catch (IOException cannotStart) {
            LOG.warn("Health check of {} cannot run: {}", container.name(), cannotStart.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
