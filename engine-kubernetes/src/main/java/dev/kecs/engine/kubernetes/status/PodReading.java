package dev.kecs.engine.kubernetes.status;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.pod.StartGate;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A pod's containers as ECS would describe them. An exit once told stays: what a node tries again afterwards is none
/// of the task's. Nor does a container that ran wait again: who says so tells of earlier.
///
/// @param before what was told last; empty at first
/// @param stopping whether KECS has asked for the end
public record PodReading(PodPlan plan, List<ContainerObservation> before, boolean stopping, Instant now) {
    /// How long a node may be silent after the end of a deleted pod's grace, until it is taken to be gone.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    public List<ContainerObservation> read(Pod pod) {
        return plan.containers().stream().map(each -> read(each, pod)).toList();
    }

    /// Of a pod that does not exist any more.
    ///
    /// @param last as it was seen last
    public List<ContainerObservation> afterDeletion(Pod last) {
        return plan.containers().stream()
                .map(each -> {
                    ContainerObservation seen = read(each, last);
                    return seen.state() instanceof State.Exited
                            ? seen
                            : with(each, lost("its pod was deleted, not by KECS"), seen.health());
                })
                .toList();
    }

    /// When it may read differently though the pod has not changed.
    public Optional<Instant> nextLook(Pod pod) {
        Stream<Instant> silence = deletedAt(pod).map(at -> at.plus(SILENCE)).stream();
        return Stream.concat(silence, plan.containers().stream().flatMap(each -> verdicts(each, pod)))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    private static Stream<Instant> verdicts(PodPlan.Container container, Pod pod) {
        Optional<Instant> startedAt = status(container, pod).flatMap(PodReading::startedAt);
        return container.check().stream()
                .flatMap(check -> startedAt.stream()
                        .flatMap(
                                at -> Stream.of(at.plusSeconds(check.startPeriod()), at.plusSeconds(check.verdict()))));
    }

    private ContainerObservation read(PodPlan.Container container, Pod pod) {
        Optional<ContainerObservation> last = before.stream()
                .filter(each -> each.name().equals(container.name()))
                .findFirst();
        if (last.isPresent() && last.get().state() instanceof State.Exited) {
            return last.get();
        }
        Optional<ContainerStatus> status = status(container, pod);
        State seen = state(container, status, pod);
        State state = seen instanceof State.Waiting
                ? last.map(ContainerObservation::state)
                        .filter(State.Running.class::isInstance)
                        .orElse(seen)
                : seen;
        Health known = last.map(ContainerObservation::health).orElse(Health.UNKNOWN);
        Health health = state instanceof State.Running running
                ? health(container, status.map(ContainerStatus::getReady).orElse(false), running.startedAt(), known)
                : known;
        return with(container, state, health);
    }

    private State state(PodPlan.Container container, Optional<ContainerStatus> status, Pod pod) {
        State seen = status.map(each -> state(container, each, pod)).orElseGet(State.Waiting::new);
        if (seen instanceof State.Exited) {
            return seen;
        }
        if (deletedAt(pod).filter(at -> now.isAfter(at.plus(SILENCE))).isPresent()) {
            return lost("its node does not answer any more");
        }
        PodStatus all = pod.getStatus();
        boolean over = all != null
                && List.of("Failed", "Succeeded")
                        .contains(Optional.ofNullable(all.getPhase()).orElse(""));
        // A node that turned the pod away or threw it out has no container to tell of.
        return over && !(seen instanceof State.Running)
                ? lost(thrownOut(pod).orElse("its pod has ended: no container was left"))
                : seen;
    }

    private State state(PodPlan.Container container, ContainerStatus status, Pod pod) {
        ContainerStateTerminated terminated = status.getState().getTerminated();
        if (terminated != null) {
            return exited(container, terminated, pod);
        }
        ContainerStateRunning running = status.getState().getRunning();
        if (running != null) {
            String id = Optional.ofNullable(status.getContainerID()).orElse("");
            return new State.Running(id.substring(id.lastIndexOf('/') + 1), time(running.getStartedAt()));
        }
        ContainerStateWaiting waiting = status.getState().getWaiting();
        if (waiting == null || StartGate.isClosed(container, waiting)) {
            return new State.Waiting();
        }
        return Reasons.ofWaiting(waiting.getReason(), waiting.getMessage())
                .<State>map(reason -> new State.Exited(Optional.empty(), Optional.of(reason), now))
                .orElseGet(State.Waiting::new);
    }

    private State exited(PodPlan.Container container, ContainerStateTerminated terminated, Pod pod) {
        Instant at = time(terminated.getFinishedAt());
        String reason = terminated.getReason();
        if (Reasons.couldNotStart(reason)) {
            return new State.Exited(Optional.empty(), Optional.of(Reasons.cannotStart(terminated.getMessage())), at);
        }
        if (Reasons.isUnknown(reason)) {
            boolean ran = before.stream()
                    .anyMatch(each -> each.name().equals(container.name()) && each.state() instanceof State.Running);
            return ran ? lost(thrownOut(pod).orElse("its container is not known to its node any more")) : neverRan();
        }
        int code = Optional.ofNullable(terminated.getExitCode()).orElse(0);
        if (Reasons.isOutOfMemory(reason)) {
            return new State.Exited(Optional.of(code), Optional.of(Reasons.outOfMemory()), at);
        }
        return new State.Exited(Optional.of(code), stopping ? Optional.empty() : byOthers(pod), at);
    }

    /// Why somebody else has ended the pod; empty when nobody did.
    private static Optional<String> byOthers(Pod pod) {
        return thrownOut(pod)
                .or(() -> deletedAt(pod).map(at -> "its pod was deleted, not by KECS"))
                .map(Reasons::lost);
    }

    /// The reason that a pod has besides its containers': its node turned it away or threw it out.
    private static Optional<String> thrownOut(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .filter(all -> all.getReason() != null)
                .map(all -> all.getReason() + ": "
                        + Optional.ofNullable(all.getMessage()).orElse("no container was left"));
    }

    private State neverRan() {
        return new State.Exited(Optional.empty(), Optional.empty(), now);
    }

    /// Ended without anybody knowing how; after a wish of KECS that needs no explanation.
    private State lost(String why) {
        return stopping ? neverRan() : new State.Exited(Optional.empty(), Optional.of(Reasons.lost(why)), now);
    }

    /// The probe says `ready` or not; what its silence means depends on how long it has been silent.
    private Health health(PodPlan.Container container, boolean ready, Instant startedAt, Health known) {
        if (container.check().isEmpty()) {
            return Health.UNKNOWN;
        }
        if (ready) {
            return Health.HEALTHY;
        }
        PodPlan.Check check = container.check().get();
        if (now.isBefore(startedAt.plusSeconds(check.startPeriod()))) {
            return known;
        }
        boolean wasHealthy = known != Health.UNKNOWN;
        return wasHealthy || !now.isBefore(startedAt.plusSeconds(check.verdict())) ? Health.UNHEALTHY : Health.UNKNOWN;
    }

    private static ContainerObservation with(PodPlan.Container container, State state, Health health) {
        return new ContainerObservation(container.name(), state, health);
    }

    private static Optional<ContainerStatus> status(PodPlan.Container container, Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).stream()
                .flatMap(List::stream)
                .filter(each -> each.getName().equals(container.podName()) && each.getState() != null)
                .findFirst();
    }

    private static Optional<Instant> startedAt(ContainerStatus status) {
        return Optional.ofNullable(status.getState().getRunning())
                .map(ContainerStateRunning::getStartedAt)
                .map(Instant::parse);
    }

    /// When the pod's grace ends, once somebody has asked for its deletion.
    private static Optional<Instant> deletedAt(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp()).map(Instant::parse);
    }

    private Instant time(@Nullable String text) {
        return text == null ? now : Instant.parse(text);
    }
}
