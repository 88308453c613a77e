package dev.kecs.scheduler;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.scheduler.cluster.ClusterReconciler;
import dev.kecs.scheduler.service.Exposures;
import dev.kecs.scheduler.service.Failures;
import dev.kecs.scheduler.service.ServiceReconciler;
import dev.kecs.scheduler.service.Warnings;
import dev.kecs.scheduler.step.Step;
import dev.kecs.scheduler.task.TaskReconciler;
import dev.kecs.scheduler.taskdefinition.RevisionReconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the scheduler knows and does, without its thread: it collects what has changed, and reconciles all of
/// it in one durable step. Owned by one thread, the scheduler's. Level-triggered: what a lost signal or a
/// failed step leaves undone, the next look does.
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Scheduler.Parts parts;
    private final TaskReconciler taskReconciler;
    private final ServiceReconciler serviceReconciler;
    private final ClusterReconciler clusterReconciler;
    private final Exposures exposures;
    private final Warnings warnings;
    private final Map<TaskArn, TaskObservation> observed = new HashMap<>();
    private final Map<Arn, Instant> appointments = new HashMap<>();
    private final Set<Arn> dirty = new LinkedHashSet<>();
    private final Set<TaskArn> drained = new HashSet<>();
    private final Set<ClusterArn> unknown = new HashSet<>();
    private boolean begun;
    private boolean quiet;

    /// @param drain holds new connections off a task, and signals the scheduler when that is done
    Reconciler(Scheduler.Parts parts, Consumer<TaskArn> drain) {
        this.parts = parts;
        this.taskReconciler = new TaskReconciler(parts.engine(), drain);
        this.serviceReconciler = new ServiceReconciler(parts.ids(), parts.clock());
        this.clusterReconciler = new ClusterReconciler(parts.clusters());
        this.exposures = new Exposures(parts.engine());
        this.warnings = new Warnings(parts.ids());
    }

    /// Looks at all there is, but leaves clusters alone of which the engine has yet to tell what it knows.
    ///
    /// @return those clusters
    List<ClusterPlan> begin() {
        List<ClusterPlan> standing = parts.stores().clusters().all().stream()
                .filter(cluster -> cluster.status() == ClusterStatus.ACTIVE)
                .map(cluster -> new ClusterPlan(cluster.arn(), cluster.ingressPort()))
                .toList();
        standing.forEach(cluster -> unknown.add(cluster.cluster()));
        begun = true;
        parts.stores().clusters().all().stream()
                .filter(cluster -> cluster.status().passing())
                .forEach(cluster -> look(cluster.arn()));
        parts.stores().tasks().all().forEach(task -> look(task.arn()));
        parts.stores().services().all().forEach(service -> look(service.arn()));
        parts.stores().taskDefinitions().all().stream()
                .filter(RevisionReconciler::goes)
                .forEach(revision -> look(revision.arn()));
        return standing;
    }

    void changed(Set<Arn> arns) {
        arns.forEach(this::look);
    }

    void observed(TaskObservation observation) {
        observed.put(observation.task(), observation);
        look(observation.task());
    }

    /// The engine says what it is doing to a cluster.
    void progressed(ClusterArn cluster, String what) {
        clusterReconciler.progressed(cluster, what);
        look(cluster);
    }

    void exposed(ServiceArn service, List<PortBinding> bindings) {
        exposures.heard(service, bindings);
        look(service);
    }

    /// What concerns a task concerns its service.
    void warned(TaskArn task, String what) {
        parts.stores()
                .tasks()
                .find(task)
                .flatMap(found -> found.spec().origin().service())
                .ifPresent(service -> {
                    warnings.heard(service, what);
                    look(service);
                });
    }

    void drained(TaskArn task) {
        drained.add(task);
        look(task);
    }

    /// The engine has told all it knew of this cluster: from now on who is missing there does not exist.
    ///
    /// @return whether that is so of every cluster
    boolean synchronised(ClusterArn cluster) {
        unknown.remove(cluster);
        parts.stores().tasks().inCluster(cluster).forEach(task -> look(task.arn()));
        parts.stores().services().inCluster(cluster).forEach(service -> look(service.arn()));
        observed.keySet().stream()
                .filter(task -> task.cluster().equals(cluster))
                .forEach(this::look);
        return unknown.isEmpty();
    }

    private void look(Arn arn) {
        boolean tooEarly = switch (arn) {
            case ClusterArn cluster -> unknown.contains(cluster);
            case ServiceArn service -> unknown.contains(service.cluster());
            case TaskArn task -> unknown.contains(task.cluster());
            case TaskDefinitionArn revision -> false;
        };
        if (!tooEarly) {
            dirty.add(arn);
        }
    }

    void quiesce() {
        quiet = true;
    }

    /// When there is something to do: now, at a later time, or, when empty, not before the next signal.
    Optional<Instant> due() {
        if (!begun) {
            return Optional.empty();
        }
        return dirty.isEmpty()
                ? appointments.values().stream().min(Instant::compareTo)
                : Optional.of(parts.clock().instant());
    }

    /// Reconciles all that has changed and all whose time has come, in the clusters of which the engine has
    /// told what it knows.
    void reconcile() {
        if (!begun) {
            return;
        }
        Instant now = parts.clock().instant();
        appointments.forEach((arn, at) -> {
            if (!at.isAfter(now)) {
                dirty.add(arn);
            }
        });
        List<Arn> taken = List.copyOf(dirty);
        dirty.clear();
        appointments.keySet().removeAll(taken);
        boolean done = false;
        try {
            done = reconcile(taken, new Step(parts.stores(), now));
        } finally {
            if (!done) {
                Instant again = parts.clock().instant().plus(AFTER_A_FAILURE);
                taken.forEach(arn -> appointments.put(arn, again));
            }
        }
    }

    /// @return whether all that the step asked for could be asked
    private boolean reconcile(List<Arn> taken, Step step) {
        parts.stores().atomically(() -> {
            Set<ServiceArn> services = new LinkedHashSet<>();
            for (Arn arn : taken) {
                switch (arn) {
                    case ServiceArn service -> services.add(service);
                    case TaskArn task -> alone(step, arn, () -> reconcileTask(step, task, services));
                    case ClusterArn cluster -> {
                        alone(step, arn, () -> clusterReconciler.reconcile(step, cluster));
                        launchesThatWaitFor(cluster)
                                .forEach(task -> alone(step, task, () -> reconcileTask(step, task, services)));
                        parts.stores().services().inCluster(cluster).forEach(service -> services.add(service.arn()));
                    }
                    case TaskDefinitionArn revision ->
                        alone(step, arn, () -> RevisionReconciler.reconcile(step, revision));
                }
            }
            services.forEach(service -> alone(step, service, () -> reconcileService(step, service)));
        });
        appointments.putAll(step.appointments());
        boolean allDone = true;
        for (Runnable effect : step.effects()) {
            allDone &= attempt(effect);
        }
        return allDone;
    }

    private List<TaskArn> launchesThatWaitFor(ClusterArn cluster) {
        return parts.stores().tasks().inCluster(cluster).stream()
                .filter(task -> task.observed().state() instanceof TaskState.Provisioning)
                .map(Task::arn)
                .toList();
    }

    /// One thing's failure undoes that thing's part of the step only, and is tried again later.
    private void alone(Step step, Arn arn, Runnable part) {
        Stores stores = parts.stores();
        try {
            stores.atomically(part);
        } catch (RuntimeException failure) {
            LOG.error("Reconciling {} failed and is tried again", arn, failure);
            step.lookAgainIn(arn, AFTER_A_FAILURE);
        }
    }

    private static boolean attempt(Runnable effect) {
        try {
            effect.run();
            return true;
        } catch (RuntimeException failure) {
            LOG.error("Asking the engine failed and is tried again", failure);
            return false;
        }
    }

    private void reconcileTask(Step step, TaskArn arn, Set<ServiceArn> services) {
        TaskObservation observation = observed.get(arn);
        Task task = parts.stores().tasks().find(arn).orElse(null);
        if (task == null) {
            if (observation != null) {
                taskReconciler.removeOrphan(step, observation);
            }
            observed.remove(arn);
            drained.remove(arn);
            return;
        }
        Task after = taskReconciler.reconcile(step, task, observation, drained.contains(arn));
        task.spec().origin().service().ifPresent(service -> {
            services.add(service);
            parts.stores().services().find(service).ifPresent(owner -> Failures.count(step, owner, task, after));
        });
    }

    private void reconcileService(Step step, ServiceArn arn) {
        Service service = parts.stores().services().find(arn).orElse(null);
        if (service == null) {
            return;
        }
        Service heard = exposures.reconcile(step, warnings.reconcile(step, service));
        if (quiet) {
            return;
        }
        for (Task begun : serviceReconciler.reconcile(step, heard)) {
            taskReconciler.reconcile(step, begun, null, false);
        }
    }
}
