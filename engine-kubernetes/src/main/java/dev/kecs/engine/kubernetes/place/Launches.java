package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.pod.PodTranslation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Launches that have not become pods yet: the API server was not reached. Owned by the cluster's thread.
///
/// | a launch | event                             | next                                                 |
/// |----------|-----------------------------------|------------------------------------------------------|
/// | fresh    | it is refused for good            | ended                                                |
/// | fresh    | nobody knows whether it was taken | doubtful                                             |
/// | fresh    | it is taken back                  | ended                                                |
/// | doubtful | it is taken back                  | revoked: ended when a pod that was made is removed   |
final class Launches {
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Surroundings surroundings;
    private final PodCommands commands;
    private final LocalImages images;
    private final Map<TaskArn, TaskLaunch> waiting = new HashMap<>();
    private final Set<TaskArn> doubtful = new HashSet<>();
    private final Set<TaskArn> revoked = new HashSet<>();

    Launches(Surroundings surroundings, PodCommands commands) {
        this.surroundings = surroundings;
        this.commands = commands;
        this.images = new LocalImages(surroundings.clusters());
    }

    void add(TaskLaunch launch) {
        images.bring(launch);
        waiting.put(launch.task(), launch);
    }

    /// Its pod is there, or never will be.
    ///
    /// @return whether the launch was taken back before that was known
    boolean done(TaskArn task) {
        waiting.remove(task);
        doubtful.remove(task);
        return revoked.remove(task);
    }

    /// Takes a launch back.
    ///
    /// @return what is to be told of the task then; empty when none waits, or when [#attempt] must remove it first
    Optional<TaskObservation> cancel(TaskArn task) {
        if (doubtful.contains(task)) {
            revoked.add(task);
            return Optional.empty();
        }
        return Optional.ofNullable(waiting.remove(task)).map(launch -> neverRan(launch, Optional.empty()));
    }

    /// Makes the pod of a launch that waits. A pod of its name that is there already is the task's own: an earlier
    /// call made it.
    ///
    /// @param failed is told of a task that Kubernetes refuses for good, or that was taken back
    /// @throws KubernetesClientException when it may be taken later
    Optional<TaskPod> attempt(TaskArn task, Consumer<TaskObservation> failed) {
        TaskLaunch launch = waiting.get(task);
        if (launch == null) {
            return Optional.empty();
        }
        if (revoked.contains(task)) {
            commands.remove(KubernetesNames.pod(task));
            done(task);
            failed.accept(neverRan(launch, Optional.empty()));
            return Optional.empty();
        }
        PodTranslation translation = PodTranslation.of(launch, surroundings.marks(), commands.namespace());
        Optional<Pod> created;
        try {
            created = commands.create(translation.pod());
        } catch (KubernetesClientException refused) {
            if (!isForGood(refused)) {
                doubtful.add(task);
                throw refused;
            }
            done(task);
            failed.accept(neverRan(launch, Optional.of("CannotCreateContainerError: " + refused.getMessage())));
            return Optional.empty();
        }
        done(task);
        created.ifPresent(pod ->
                translation.warnings().forEach(what -> surroundings.observer().warned(task, what)));
        return created.or(() -> commands.find(translation.pod().getMetadata().getName()))
                .flatMap(pod -> PodPlan.of(pod).map(plan -> new TaskPod(task, plan, pod)));
    }

    /// Whether asking again would change nothing.
    private static boolean isForGood(KubernetesClientException refused) {
        return refused.getCode() >= CLIENT_ERRORS
                && refused.getCode() < SERVER_ERRORS
                && refused.getCode() != TOO_MANY_REQUESTS
                && refused.getCode() != HttpURLConnection.HTTP_UNAUTHORIZED
                && refused.getCode() != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
    }

    private TaskObservation neverRan(TaskLaunch launch, Optional<String> reason) {
        State.Exited never =
                new State.Exited(Optional.empty(), reason, surroundings.clock().instant());
        return new TaskObservation(
                launch.task(),
                launch.definition().containerDefinitions().stream()
                        .map(each -> new ContainerObservation(each.name(), never, Health.UNKNOWN))
                        .toList(),
                List.of());
    }
}
