package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.NeverStarted;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.engine.environment.PendingFetches;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.pod.PodPlace;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.pod.PodTranslation;
import dev.kecs.engine.kubernetes.pod.TaskSecret;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Launches that have not become pods yet: what they refer to is being fetched, or the API server was not reached.
/// Owned by the cluster's thread.
///
/// | a launch | event                             | next                                                 |
/// |----------|-----------------------------------|------------------------------------------------------|
/// | pending  | what it refers to is there        | fresh                                                |
/// | pending  | that cannot be had, or it is taken back | ended                                          |
/// | fresh    | it is refused for good            | ended                                                |
/// | fresh    | nobody knows whether it was taken | doubtful                                             |
/// | fresh    | it is taken back                  | ended                                                |
/// | doubtful | it is taken back                  | revoked: ended when a pod that was made is removed   |
final class Launches {
    private static final Logger LOG = LoggerFactory.getLogger(Launches.class);
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    /// Who is told of launches, on the cluster's thread.
    interface Ears {
        /// Its pod can be made now: [#attempt].
        void ready(TaskArn task);

        void neverRuns(TaskObservation ended);
    }

    private record Order(TaskLaunch launch, FetchedValues fetched) {}

    private final Surroundings surroundings;
    private final PodCommands commands;
    private final PodPlace place;
    private final Ears ears;
    private final LocalImages images;
    private final PendingFetches fetches;
    private final Map<TaskArn, Order> waiting = new HashMap<>();
    private final Set<TaskArn> doubtful = new HashSet<>();
    private final Set<TaskArn> revoked = new HashSet<>();

    /// @param thread hands work to the cluster's thread
    Launches(Surroundings surroundings, PodCommands commands, PodPlace place, Executor thread, Ears ears) {
        this.surroundings = surroundings;
        this.commands = commands;
        this.place = place;
        this.ears = ears;
        this.images = new LocalImages(surroundings.clusters());
        this.fetches = new PendingFetches(surroundings.aws().secrets(), thread, new PendingFetches.Outcome() {
            @Override
            public void fetched(TaskLaunch launch, FetchedValues values) {
                waiting.put(launch.task(), new Order(launch, values));
                ears.ready(launch.task());
            }

            @Override
            public void failed(TaskLaunch launch, String reason) {
                ears.neverRuns(neverRan(launch, Optional.of(reason)));
            }
        });
    }

    void add(TaskLaunch launch) {
        if (!waiting.containsKey(launch.task())) {
            images.bring(launch);
            fetches.begin(launch);
        }
    }

    /// Its pod is there, or never will be.
    ///
    /// @return whether the launch was taken back before that was known
    boolean done(TaskArn task) {
        fetches.cancel(task);
        waiting.remove(task);
        doubtful.remove(task);
        return revoked.remove(task);
    }

    /// Takes a launch back: the task never runs, which is told at once or, when [#attempt] must remove a pod first,
    /// after that.
    void cancel(TaskArn task) {
        if (doubtful.contains(task)) {
            revoked.add(task);
            return;
        }
        Optional.ofNullable(waiting.remove(task))
                .map(order -> {
                    removeSecret(order);
                    return order.launch();
                })
                .or(() -> fetches.cancel(task))
                .ifPresent(launch -> ears.neverRuns(neverRan(launch, Optional.empty())));
    }

    /// Makes the pod of a launch that waits. A pod of its name that is there already is the task's own: an earlier
    /// call made it.
    ///
    /// @throws KubernetesClientException when it may be taken later
    Optional<TaskPod> attempt(TaskArn task) {
        Order order = waiting.get(task);
        if (order == null) {
            return Optional.empty();
        }
        if (revoked.contains(task)) {
            commands.remove(KubernetesNames.pod(task));
            removeSecret(order);
            done(task);
            ears.neverRuns(neverRan(order.launch(), Optional.empty()));
            return Optional.empty();
        }
        PodTranslation translation = PodTranslation.of(order.launch(), order.fetched(), place);
        Optional<Pod> pod;
        try {
            pod = make(task, translation);
        } catch (KubernetesClientException refused) {
            if (!isForGood(refused)) {
                doubtful.add(task);
                throw refused;
            }
            done(task);
            removeSecret(order);
            ears.neverRuns(
                    neverRan(order.launch(), Optional.of("CannotCreateContainerError: " + refused.getMessage())));
            return Optional.empty();
        }
        done(task);
        return pod.flatMap(found -> PodPlan.of(found).map(plan -> new TaskPod(task, plan, found)));
    }

    private Optional<Pod> make(TaskArn task, PodTranslation translation) {
        translation.secret().ifPresent(commands::put);
        Optional<Pod> created = commands.create(translation.pod());
        created.ifPresent(pod ->
                translation.warnings().forEach(what -> surroundings.observer().warned(task, what)));
        Optional<Pod> pod = created.or(() -> commands.find(KubernetesNames.pod(task)));
        pod.ifPresent(
                owner -> translation.secret().ifPresent(secret -> commands.put(TaskSecret.goingWith(owner, secret))));
        return pod;
    }

    /// One that stays behind goes with its cluster.
    private void removeSecret(Order order) {
        if (order.fetched().equals(FetchedValues.NONE)) {
            return;
        }
        try {
            commands.removeSecret(KubernetesNames.pod(order.launch().task()));
        } catch (KubernetesClientException failure) {
            LOG.warn("The Secret of task {} stays: {}", order.launch().task().id(), failure.getMessage());
        }
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
        return new NeverStarted(launch, reason, surroundings.clock().instant()).observation();
    }

    /// Nothing more is heard of what is being fetched.
    void close() {
        fetches.cancelAll();
    }
}
