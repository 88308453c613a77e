package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.pod.PodPlace;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.pod.TaskSecret;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.engine.kubernetes.way.DirectWays;
import dev.kecs.engine.kubernetes.way.PortServices;
import dev.kecs.engine.kubernetes.way.PublishedWays;
import dev.kecs.engine.kubernetes.way.Ways;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An ECS cluster whose API server was reached: its tasks and the Services in front of them. Owned by the cluster's
/// thread, [PlaceThread]; what the [Watch] hears on others it puts into that thread's queue. What is heard says only
/// which pod to look at: how it is now is read from the watch's copy, so that late news tells nothing old.
public final class OpenPlace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPlace.class);
    private static final Duration MUST_BE_HEARD_WITHIN = Duration.ofSeconds(3);

    private final Surroundings surroundings;
    private final Watch watch;
    private final PodCommands commands;
    private final Launches launches;
    private final ServiceFronts services;
    private final Optional<AwsDoor> door;
    private final Map<TaskArn, TaskPod> tasks = new HashMap<>();
    private final Reports reports;
    private final Ways ways;
    private final Set<TaskArn> unplaced = new HashSet<>();
    private final Appointments<TaskArn> appointments = new Appointments<>();
    private final Upkeep upkeep;
    // Whether all is known. Told of a pod before its Services are heard of, others would think that no way leads to it.
    private boolean whole;

    /// @param queue hands work to the cluster's thread
    OpenPlace(Surroundings surroundings, ClusterArn cluster, KubernetesPlace place, Consumer<Runnable> queue) {
        this.surroundings = surroundings;
        Fronts fronts = new Fronts(surroundings.marks(), place.namespace());
        this.watch = new Watch(place, surroundings.marks(), new Watch.Ears() {
            @Override
            public void pod(Pod pod) {
                queue.accept(() -> heardOf(pod));
            }

            @Override
            public void podDeleted(Pod last) {
                queue.accept(() -> deleted(last));
            }

            @Override
            public void service(Service service) {
                queue.accept(() -> seen(service, false));
            }

            @Override
            public void serviceDeleted(Service last) {
                queue.accept(() -> seen(last, true));
            }

            @Override
            public void synchronised() {
                queue.accept(() -> synchronise(cluster));
            }
        });
        this.commands = new PodCommands(watch.client(), place.namespace());
        this.door = place.gateway()
                .map(address -> new AwsDoor(
                        surroundings.aws().doors(),
                        new AwsDoor.Site(cluster, address, place.routed()),
                        fronts,
                        commands,
                        surroundings.observer()));
        PodPlace pods = new PodPlace(
                surroundings.marks(),
                place.namespace(),
                surroundings.aws().services(),
                place.gateway().map(address -> Map.of(HostDoors.NAME, address)).orElse(Map.of()));
        this.launches = new Launches(surroundings, commands, pods, queue::accept, new Launches.Ears() {
            @Override
            public void ready(TaskArn task) {
                look(task);
            }

            @Override
            public void neverRuns(TaskObservation ended) {
                reports.tell(ended);
            }
        });
        this.upkeep = new Upkeep(fronts, commands, appointments);
        this.services = new ServiceFronts(fronts, commands, watch, surroundings, place.routed());
        this.reports = new Reports(watch, place.namespace(), surroundings.observer());
        this.ways = switch (place.reach()) {
            case Reach.Direct direct -> new DirectWays(commands);
            case Reach.Published published ->
                new PublishedWays(
                        published,
                        new PortServices(fronts, commands, published.ports()),
                        surroundings.observer(),
                        surroundings.clock(),
                        thread(queue));
        };
    }

    private PublishedWays.ClusterThread thread(Consumer<Runnable> queue) {
        return new PublishedWays.ClusterThread() {
            @Override
            public void execute(Runnable work) {
                queue.accept(work);
            }

            @Override
            public void look(TaskArn task) {
                OpenPlace.this.look(task);
            }
        };
    }

    void start() {
        watch.start();
        door.ifPresent(each -> each.look(surroundings.clock().instant()));
    }

    /// What was told of tasks; any thread may ask.
    public Reports reports() {
        return reports;
    }

    private void synchronise(ClusterArn cluster) {
        whole = true;
        watch.services().forEach(service -> seen(service, false));
        watch.pods().forEach(this::seen);
        surroundings.observer().synchronised(cluster);
    }

    public void launch(TaskLaunch launch) {
        if (!tasks.containsKey(launch.task())) {
            door.ifPresent(
                    each -> each.before(launch.task(), surroundings.clock().instant()));
            launches.add(launch);
        }
    }

    public void stop(TaskArn arn) {
        launches.cancel(arn);
        Optional.ofNullable(tasks.get(arn)).ifPresent(task -> {
            task.wishStop();
            look(arn);
        });
    }

    public void forget(TaskArn arn) {
        TaskPod task = tasks.get(arn);
        if (task != null && !task.ended()) {
            throw new IllegalStateException(arn + " has not ended and cannot be forgotten");
        }
        reports.forget(arn);
        unplaced.remove(arn);
        upkeep.forget(arn);
        if (task != null) {
            task.forget();
            look(arn);
        }
    }

    /// Removes the pod of a task that was forgotten. The task stays known until the watch has heard of that: what is
    /// heard meanwhile must not be taken for a new one.
    private void dismiss(TaskPod task) {
        String name = KubernetesNames.pod(task.arn());
        boolean there = watch.pod(name).isPresent();
        if (there || !task.isDeleted()) {
            commands.remove(name);
            if (TaskSecret.isOf(task.pod())) {
                commands.removeSecret(name);
            }
        }
        if (!there) {
            tasks.remove(task.arn());
            appointments.cancel(task.arn());
        }
    }

    /// Which ports of tasks somebody watches now.
    public void watched(Set<TaskPort> ports) {
        ways.watched(ports).stream().map(TaskPort::task).distinct().forEach(this::look);
    }

    public void expose(ServiceExposure exposure) {
        services.expose(exposure);
    }

    public void unexpose(ServiceArn service) {
        services.unexpose(service);
    }

    private void heardOf(Pod pod) {
        if (whole) {
            watch.pod(pod.getMetadata().getName()).ifPresent(this::seen);
        }
    }

    private void seen(Pod pod) {
        Optional<TaskArn> arn = Marks.task(pod);
        Optional<PodPlan> plan = PodPlan.of(pod);
        if (arn.isPresent() && plan.isPresent()) {
            boolean revoked = launches.done(arn.get());
            TaskPod task = tasks.computeIfAbsent(arn.get(), any -> found(any, plan.get(), pod));
            if (task.isSame(pod)) {
                task.heard(pod);
            } else {
                task.deleted(task.pod());
            }
            if (revoked) {
                task.wishStop();
            }
            warnWhenUnplaced(arn.get(), pod);
            look(arn.get());
        }
    }

    private TaskPod found(TaskArn arn, PodPlan plan, Pod pod) {
        TaskPod task = new TaskPod(arn, plan, pod);
        watch.service(KubernetesNames.pod(arn))
                .filter(service -> Marks.task(service).filter(arn::equals).isPresent())
                .ifPresent(task::address);
        return task;
    }

    private void deleted(Pod last) {
        Marks.task(last).map(tasks::get).ifPresent(task -> {
            if (task.isSame(last)) {
                task.deleted(last);
            }
            look(task.arn());
        });
    }

    private void seen(Service service, boolean gone) {
        Optional<TaskPort> port = Marks.port(service);
        if (port.isPresent()) {
            ways(port.get(), service, gone);
            return;
        }
        Marks.task(service).map(tasks::get).ifPresent(task -> {
            task.address(gone ? null : service);
            look(task.arn());
        });
        Marks.service(service).ifPresent(arn -> services.seen(arn));
    }

    private void ways(TaskPort port, Service service, boolean gone) {
        try {
            ways.seen(port, service, gone);
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Service {} is looked at again when the watch tells of it again: {}",
                    service.getMetadata().getName(),
                    failure.getMessage());
        }
    }

    private void warnWhenUnplaced(TaskArn arn, Pod pod) {
        Watch.unschedulable(pod)
                .filter(why -> unplaced.add(arn))
                .ifPresent(why -> surroundings.observer().warned(arn, "no node takes its pod: " + why));
    }

    /// Does all whose time has come.
    void tick(Instant now) {
        appointments.takeDue(now).forEach(this::look);
        services.tick(now);
        ways.tick(now);
        door.ifPresent(each -> each.tick(now));
    }

    Optional<Instant> next() {
        return Stream.of(appointments.next(), services.next(), ways.next(), door.flatMap(AwsDoor::next))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /// Reads a task's pod, tells what is new of it, and asks for what it calls for; what the API server does not take
    /// is asked again later.
    private void look(TaskArn arn) {
        Instant now = surroundings.clock().instant();
        try {
            launches.attempt(arn).ifPresent(made -> {
                made.unheard(made.pod(), now.plus(MUST_BE_HEARD_WITHIN));
                tasks.putIfAbsent(arn, made);
            });
            TaskPod task = tasks.get(arn);
            if (task != null && task.isForgotten()) {
                dismiss(task);
            } else if (task != null) {
                lookUp(task, now);
                reports.tell(task.observe(now, ways));
                upkeep.act(task, now);
                ways.keep(task, now);
                reports.tell(task.observe(now, ways));
                task.nextLook(now).ifPresent(at -> appointments.at(arn, at));
            }
            appointments.succeeded(arn);
        } catch (KubernetesClientException failure) {
            LOG.warn("Task {} is tried again: {}", arn.id(), failure.getMessage());
            appointments.later(arn, now);
        }
    }

    private void lookUp(TaskPod task, Instant now) {
        if (!task.isDeleted() && !now.isBefore(task.lookUpAt())) {
            commands.find(KubernetesNames.pod(task.arn()))
                    .filter(task::isSame)
                    .ifPresentOrElse(
                            found -> task.unheard(found, now.plus(MUST_BE_HEARD_WITHIN)),
                            () -> task.deleted(task.pod()));
        }
    }

    @Override
    public void close() {
        launches.close();
        ways.close();
        watch.close();
    }
}
