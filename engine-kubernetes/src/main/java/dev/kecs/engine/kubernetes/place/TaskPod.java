package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.ContainerOrder;
import dev.kecs.ecs.engine.ContainerOrder.Verdict;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.status.PodReading;
import dev.kecs.engine.kubernetes.way.ReachedTask;
import dev.kecs.engine.kubernetes.way.Ways;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of one task: its pod as seen last, and what was made of it. Owned by its cluster's thread.
final class TaskPod implements ReachedTask {
    private final TaskArn arn;
    private final PodPlan plan;
    private final Set<String> opened = new TreeSet<>();
    private Pod pod;
    private @Nullable Service address;
    // Of its last address, for the next one.
    private Map<String, Integer> nodePorts = Map.of();
    private boolean refusedOnce;
    private Instant openedAt = Instant.MIN;
    private Instant lookUpAt = Instant.MAX;
    private boolean deleted;
    private boolean stopping;
    private boolean forgotten;
    private List<ContainerObservation> containers = List.of();

    TaskPod(TaskArn arn, PodPlan plan, Pod pod) {
        this.arn = arn;
        this.plan = plan;
        this.pod = pod;
    }

    void seen(Pod now) {
        pod = now;
    }

    /// The watch knows it: from now on its end is heard of.
    void heard(Pod now) {
        lookUpAt = Instant.MAX;
        pod = now;
    }

    /// The watch does not know it yet. Should it be gone before, nobody would tell of that.
    void unheard(Pod now, Instant latest) {
        lookUpAt = latest;
        pod = now;
    }

    /// When somebody must ask for it, because the watch has not heard of it.
    Instant lookUpAt() {
        return lookUpAt;
    }

    /// Whether it is the task's own, and not another that somebody gave its name.
    boolean isSame(Pod other) {
        return pod.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    /// There is no such pod any more.
    void deleted(Pod last) {
        pod = last;
        deleted = true;
    }

    @Override
    public boolean isDeleted() {
        return deleted;
    }

    /// Nobody wants to hear of it any more.
    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    void wishStop() {
        stopping = true;
    }

    @Override
    public boolean isStopping() {
        return stopping || isPastDeadline();
    }

    /// Whether its end has been asked of Kubernetes, by this control plane or the one before.
    boolean isPastDeadline() {
        return pod.getSpec().getActiveDeadlineSeconds() != null;
    }

    /// Whether no node has it, so that there is nothing to end.
    boolean isUnplaced() {
        return pod.getSpec().getNodeName() == null;
    }

    void address(@Nullable Service service) {
        address = service;
        if (service != null) {
            nodePorts = Fronts.nodePorts(service);
            refusedOnce = false;
        }
    }

    /// Those to have again.
    Map<String, Integer> nodePorts() {
        return nodePorts;
    }

    /// A Service that has just gone gives its ports back a moment later; the second time somebody else has them.
    void nodePortsRefused() {
        if (refusedOnce) {
            nodePorts = Map.of();
        }
        refusedOnce = true;
    }

    @Override
    public Optional<Service> address() {
        return Optional.ofNullable(address);
    }

    boolean needsAddress() {
        return plan.publicIp() && !plan.ports().isEmpty() && !ended() && !deleted;
    }

    /// @param ways how this host gets to it
    TaskObservation observe(Instant now, Ways ways) {
        PodReading reading = reading(now);
        containers = deleted ? reading.afterDeletion(pod) : reading.read(pod);
        return new TaskObservation(arn, containers, ways.to(this));
    }

    @Override
    public boolean runs(String container) {
        return containers.stream()
                .anyMatch(each -> each.name().equals(container) && each.state() instanceof State.Running);
    }

    private PodReading reading(Instant now) {
        return new PodReading(plan, containers, isStopping(), now);
    }

    @Override
    public boolean ended() {
        return !containers.isEmpty() && containers.stream().allMatch(each -> each.state() instanceof State.Exited);
    }

    /// The pod's names of containers that may start now and are held: all that were let go before are among them, so
    /// that the answer is whole. Empty when none is to be let go.
    Set<String> toOpen() {
        Map<String, ContainerObservation> observed =
                containers.stream().collect(Collectors.toMap(ContainerObservation::name, Function.identity()));
        Set<String> open = new TreeSet<>(opened);
        boolean held = false;
        for (PodPlan.Container container : plan.containers()) {
            boolean waits = Optional.ofNullable(observed.get(container.name()))
                    .map(ContainerObservation::state)
                    .filter(State.Waiting.class::isInstance)
                    .isPresent();
            boolean depends = !container.dependsOn().isEmpty();
            if (depends && !waits) {
                open.add(container.podName());
            } else if (depends && ContainerOrder.verdict(container.dependencies(), observed) == Verdict.START) {
                open.add(container.podName());
                held = true;
            }
        }
        return held ? open : Set.of();
    }

    /// Whether all of these were let go already, so that the node only has to look again.
    boolean wereOpened(Set<String> names) {
        return opened.containsAll(names);
    }

    void opened(Set<String> names, Instant at) {
        opened.addAll(names);
        openedAt = at;
    }

    /// When the node was last asked to look.
    Instant openedAt() {
        return openedAt;
    }

    Optional<Instant> nextLook(Instant now) {
        return deleted || ended()
                ? Optional.empty()
                : Stream.concat(
                                reading(now).nextLook(pod).stream(),
                                Stream.of(lookUpAt).filter(Instant.MAX::isAfter))
                        .min(Instant::compareTo);
    }

    @Override
    public TaskArn arn() {
        return arn;
    }

    @Override
    public PodPlan plan() {
        return plan;
    }

    @Override
    public Pod pod() {
        return pod;
    }
}
