package dev.kecs.engine.process;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.engine.process.health.HealthProbe;
import dev.kecs.engine.process.shim.ContainerProcess;
import dev.kecs.engine.process.shim.Started;
import dev.kecs.engine.process.task.ContainerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One container of a task this engine knows. Owned by the engine's loop.
///
/// | state   | event                                             | next    |
/// |---------|---------------------------------------------------|---------|
/// | Waiting | shim recorded the program                         | Running |
/// | Waiting | it cannot run, or the task stops before it began  | Exited  |
/// | Running | shim recorded the exit status, or both are gone   | Exited  |
/// | Exited  | anything                                          | Exited  |
final class ContainerRun {
    private static final Duration SHIM_MUST_RECORD_WITHIN = Duration.ofSeconds(5);
    private final ContainerPlan plan;
    private final ContainerProcess process;
    private State state = new State.Waiting();
    private Optional<HealthProbe> probe = Optional.empty();
    private Instant killAt = Instant.MAX;
    private boolean killed;

    ContainerRun(ContainerPlan plan, ContainerProcess process) {
        this.plan = plan;
        this.process = process;
    }

    /// Looks at what the shim has recorded.
    void refresh(Instant now) throws IOException {
        if (state instanceof State.Waiting) {
            Optional<Started> started = process.started();
            if (started.isPresent()) {
                running(started.get());
            } else if (process.claimed() && shimIsLate(now)) {
                state = new State.Exited(
                        Optional.empty(), Optional.of("CannotStartContainerError: its shim died"), now);
            }
        }
        if (state instanceof State.Running) {
            lookForExit(now);
        }
    }

    private void running(Started started) throws IOException {
        Instant at = Files.getLastModifiedTime(process.directory().resolve("started"))
                .toInstant();
        state = new State.Running(Long.toString(started.pid()), at);
        probe = plan.terms()
                .health()
                .map(health -> new HealthProbe(
                        Duration.ofSeconds(health.interval()),
                        health.retries(),
                        at,
                        Duration.ofSeconds(health.startPeriod())));
    }

    private void lookForExit(Instant now) throws IOException {
        Optional<Integer> status = process.exitStatus();
        boolean going = process.started()
                .filter(each -> each.alive() || each.shimAlive())
                .isPresent();
        if (status.isEmpty() && going) {
            return;
        }
        // The shim may have written its last word between the two looks.
        Optional<Integer> last = status.isPresent() ? status : process.exitStatus();
        Optional<Integer> code = last.isEmpty() && killed ? Optional.of(137) : last;
        Optional<String> reason =
                code.isPresent() ? Optional.empty() : Optional.of("It ended unseen; its exit status is not known");
        process.kill();
        state = new State.Exited(code, reason, now);
    }

    private boolean shimIsLate(Instant now) throws IOException {
        Path claim = process.directory().resolve("claim");
        return Files.getLastModifiedTime(claim)
                .toInstant()
                .plus(SHIM_MUST_RECORD_WITHIN)
                .isBefore(now);
    }

    /// Ends without having run.
    void fail(String reason, Instant now) {
        state = new State.Exited(Optional.empty(), Optional.of(reason), now);
    }

    /// Asks the program to end, and sets the time after which it is not asked any more. Repeating it changes
    /// nothing.
    void stop(Instant now) throws IOException {
        if (state instanceof State.Waiting && !process.claimed()) {
            state = new State.Exited(Optional.empty(), Optional.empty(), now);
        } else if (!(state instanceof State.Exited) && killAt.equals(Instant.MAX)) {
            killAt = now.plusSeconds(plan.terms().stopTimeoutSeconds());
            process.terminate();
        }
    }

    void killWhenDue(Instant now) throws IOException {
        if (!(state instanceof State.Exited) && !now.isBefore(killAt)) {
            process.kill();
            killed = true;
            killAt = now.plusSeconds(1);
        }
    }

    /// When this container next needs attention that no file tells of.
    Instant nextDeadline() {
        if (state instanceof State.Exited) {
            return Instant.MAX;
        }
        Instant check = probe.map(HealthProbe::next).orElse(Instant.MAX);
        return check.isBefore(killAt) ? check : killAt;
    }

    ContainerPlan plan() {
        return plan;
    }

    ContainerProcess process() {
        return process;
    }

    Optional<HealthProbe> dueProbe(Instant now) {
        return state instanceof State.Running ? probe.filter(each -> !now.isBefore(each.next())) : Optional.empty();
    }

    boolean waitingToStart() {
        return state instanceof State.Waiting && !process.claimed();
    }

    ContainerObservation observation() {
        return new ContainerObservation(
                plan.name(), state, probe.map(HealthProbe::health).orElse(ContainerObservation.Health.UNKNOWN));
    }
}
