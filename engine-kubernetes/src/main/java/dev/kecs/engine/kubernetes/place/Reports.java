package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.exec.PodContainer;
import dev.kecs.engine.kubernetes.log.LogSource;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What was told of tasks, and what can be read of them. Written by the cluster's thread, read by any.
public final class Reports {
    private final Watch watch;
    private final String namespace;
    private final Observer observer;
    private final Map<TaskArn, TaskObservation> told = new ConcurrentHashMap<>();

    Reports(Watch watch, String namespace, Observer observer) {
        this.watch = watch;
        this.namespace = namespace;
        this.observer = observer;
    }

    /// Tells what is new.
    void tell(TaskObservation observation) {
        if (!observation.equals(told.put(observation.task(), observation))) {
            observer.observed(observation);
        }
    }

    void forget(TaskArn task) {
        told.remove(task);
    }

    /// Empty when there is no such container.
    public Optional<LogSource> logSource(TaskArn task, String container) {
        return podName(task, container)
                .map(name -> new LogSource(
                        watch.client(),
                        namespace,
                        KubernetesNames.pod(task),
                        name,
                        () -> state(task, container)
                                .filter(State.Exited.class::isInstance)
                                .isPresent()));
    }

    /// Empty when there is no such container, or it does not run.
    public Optional<PodContainer> running(TaskArn task, String container) {
        return state(task, container)
                .filter(State.Running.class::isInstance)
                .flatMap(runs -> podName(task, container))
                .map(name -> new PodContainer(watch.client(), namespace, KubernetesNames.pod(task), name));
    }

    private Optional<String> podName(TaskArn task, String container) {
        return watch.pod(KubernetesNames.pod(task)).flatMap(PodPlan::of).stream()
                .flatMap(plan -> plan.containers().stream())
                .filter(each -> each.name().equals(container))
                .map(PodPlan.Container::podName)
                .findFirst();
    }

    private Optional<State> state(TaskArn task, String container) {
        return Optional.ofNullable(told.get(task)).stream()
                .flatMap(observation -> observation.containers().stream())
                .filter(each -> each.name().equals(container))
                .map(ContainerObservation::state)
                .findFirst();
    }
}
