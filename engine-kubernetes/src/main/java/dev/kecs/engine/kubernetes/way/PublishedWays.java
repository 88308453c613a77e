package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ports that this host publishes, for those ports of tasks that somebody watches. Owned by the cluster's thread.
///
/// | a port of a task | event                                      | next                                         |
/// |------------------|--------------------------------------------|----------------------------------------------|
/// | unreached        | it is watched, and a published one is free | held                                         |
/// | unreached        | it is watched, and none is free            | waiting; the pool grows                      |
/// | waiting          | one is free                                | held                                         |
/// | held             | its task runs, and two connections last    | proven: told as where it is reached          |
/// | any              | nobody watches, or its task has ended      | unreached; the published one rests and is free |
public final class PublishedWays implements Ways {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedWays.class);

    /// How long those who watched before a restart have until they watch again.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration MUST_BE_HEARD_WITHIN = Duration.ofSeconds(3);
    private static final int MOST_AT_ONCE = 50;
    private static final String ALL = "all";

    /// The cluster's thread, for those who come from another one.
    public interface ClusterThread extends Executor {
        /// Looks at a task; called on the cluster's thread.
        void look(TaskArn task);
    }

    private final Reach.Published reach;
    private final PortServices services;
    private final Observer observer;
    private final InstantSource clock;
    private final ClusterThread thread;
    private final PortStock stock;
    private final PoolGrowth growth;
    private final Instant graceEnds;
    private final Map<TaskPort, WayProof> proofs = new HashMap<>();
    private final Set<TaskPort> waiting = new LinkedHashSet<>();
    private final Set<TaskPort> adopted = new HashSet<>();
    private final Appointments<String> sweeps = new Appointments<>();
    private final Appointments<TaskPort> looks = new Appointments<>();
    private final Appointments<TaskPort> checks = new Appointments<>();
    private Set<TaskPort> wanted = Set.of();

    /// @param services for the ports of `reach`
    /// @param observer is told of what interrupts others
    public PublishedWays(
            Reach.Published reach,
            PortServices services,
            Observer observer,
            InstantSource clock,
            ClusterThread thread) {
        this.reach = reach;
        this.services = services;
        this.observer = observer;
        this.clock = clock;
        this.thread = thread;
        this.stock = services.stock();
        this.growth = new PoolGrowth(reach.pool(), thread, clock, growthEars());
        this.graceEnds = clock.instant().plus(GRACE);
        sweeps.at(ALL, graceEnds);
    }

    private PoolGrowth.Ears growthEars() {
        return new PoolGrowth.Ears() {
            @Override
            public void begins(int count, String protocol) {
                announce("all published ports are in use; " + count + " more are added, and "
                        + reach.pool().effect());
            }

            @Override
            public void ended(List<PublishedPort> all) {
                LOG.info("There are {} published ports now", all.size());
                stock.replaceBy(all);
                lookAtWaiting();
            }

            @Override
            public void failed(String why) {
                announce("no published port is free, and adding some is tried again: " + why);
            }
        };
    }

    private void announce(String what) {
        Set<TaskArn> tasks = waiting.stream().map(TaskPort::task).collect(Collectors.toCollection(LinkedHashSet::new));
        tasks.stream().map(TaskArn::cluster).distinct().forEach(cluster -> observer.progressed(cluster, what));
        tasks.forEach(task -> observer.warned(task, what));
    }

    @Override
    public List<PortBinding> to(ReachedTask task) {
        return task.ended()
                ? List.of()
                : task.plan().ports().stream()
                        .flatMap(each -> binding(task, each).stream())
                        .toList();
    }

    private Optional<PortBinding> binding(ReachedTask task, ServiceExposure.Port each) {
        TaskPort port = new TaskPort(task.arn(), each.containerPort(), each.protocol());
        return stock.heldBy(port)
                .filter(way -> isProven(port))
                .map(way -> new PortBinding(
                        each.container(),
                        each.containerPort(),
                        each.protocol(),
                        PublishedPort.ADDRESS,
                        way.hostPort()));
    }

    private boolean isProven(TaskPort port) {
        return Optional.ofNullable(proofs.get(port)).filter(WayProof::isGiven).isPresent();
    }

    @Override
    public void keep(ReachedTask task, Instant now) {
        boolean over = task.ended() || task.isDeleted();
        for (ServiceExposure.Port each : task.plan().ports()) {
            TaskPort port = new TaskPort(task.arn(), each.containerPort(), each.protocol());
            if (stock.heldBy(port).isEmpty()) {
                waiting.remove(port);
                if (!over && !task.isStopping() && task.plan().publicIp() && wanted.contains(port)) {
                    hold(port, task, now);
                }
            } else if (over || !isWanted(port, now)) {
                letGo(port, now);
            }
            if (stock.heldBy(port).isPresent() && task.runs(each.container())) {
                prove(port, now);
            }
            writeDownProof(port);
        }
    }

    private boolean isWanted(TaskPort port, Instant now) {
        return wanted.contains(port) || (adopted.contains(port) && now.isBefore(graceEnds));
    }

    private void hold(TaskPort port, ReachedTask task, Instant now) {
        if (services.lead(port, task.pod(), now)) {
            checks.at(port, now.plus(MUST_BE_HEARD_WITHIN));
        } else {
            waiting.add(port);
            long lacking = waiting.stream()
                    .filter(each -> each.protocol().equals(port.protocol()))
                    .count();
            long soon = stock.freeSoon(port.protocol(), now).size();
            if (lacking > soon) {
                int asMany = Math.max(ReachWish.USUAL_PORTS, stock.size(port.protocol()));
                growth.ask(Math.max((int) (lacking - soon), Math.min(MOST_AT_ONCE, asMany)), port.protocol());
            }
        }
    }

    private void letGo(TaskPort port, Instant now) {
        services.remove(port);
        stock.giveBack(port, now);
        forget(port);
    }

    private void forget(TaskPort port) {
        proofs.remove(port);
        adopted.remove(port);
        looks.cancel(port);
        checks.cancel(port);
    }

    /// What publishes a port takes connections before anybody is behind it; so the port is told only when they last.
    private void prove(TaskPort port, Instant now) {
        WayProof proof = proofs.computeIfAbsent(port, any -> new WayProof());
        if (proof.isDue(now)) {
            PublishedPort way = stock.heldBy(port).orElseThrow();
            proof.begin(now);
            Thread.ofVirtual().name("way by " + way.hostPort()).start(() -> {
                boolean leads = reach.pool().leads(way);
                thread.execute(() -> proved(port, proof, leads));
            });
        }
    }

    private void writeDownProof(TaskPort port) {
        WayProof proof = proofs.get(port);
        if (proof != null && proof.isUnwritten()) {
            services.writeDownProof(port);
            proof.written();
        }
    }

    private void proved(TaskPort port, WayProof proof, boolean leads) {
        proof.ended(leads, clock.instant()).ifPresent(again -> looks.at(port, again));
        thread.look(port.task());
    }

    @Override
    public Set<TaskPort> watched(Set<TaskPort> ports) {
        Set<TaskPort> changed = new HashSet<>(ports);
        changed.removeAll(wanted);
        wanted = Set.copyOf(ports);
        adopted.removeAll(wanted);
        waiting.retainAll(wanted);
        // First, so that those who come need not wait for what others leave.
        sweep(clock.instant());
        return changed;
    }

    @Override
    public void seen(TaskPort port, Service service, boolean gone) {
        if (gone) {
            if (services.isOf(port, service)) {
                lost(port);
            }
        } else if (services.adopt(port, service)) {
            if (!wanted.contains(port)) {
                adopted.add(port);
            }
            proofs.put(port, PortServices.isProven(service) ? WayProof.ofBefore() : new WayProof());
            sweeps.at(ALL, clock.instant());
            thread.look(port.task());
        }
    }

    private void lost(TaskPort port) {
        services.forget(port);
        stock.giveBack(port, clock.instant());
        forget(port);
        thread.look(port.task());
    }

    @Override
    public void tick(Instant now) {
        if (!sweeps.takeDue(now).isEmpty()) {
            sweep(now);
        }
        looks.takeDue(now).forEach(port -> thread.look(port.task()));
        checks.takeDue(now).forEach(port -> check(port, now));
        boolean freed = stock.wake(now);
        if (growth.tick(now) || freed) {
            lookAtWaiting();
        }
    }

    private void check(TaskPort port, Instant now) {
        try {
            if (services.isLost(port)) {
                lost(port);
            }
            checks.succeeded(port);
        } catch (KubernetesClientException silent) {
            checks.later(port, now);
        }
    }

    /// Lets go what nobody watches, whether or not its task is known.
    private void sweep(Instant now) {
        for (TaskPort port : stock.holders()) {
            if (!isWanted(port, now)) {
                try {
                    letGo(port, now);
                    sweeps.succeeded(ALL);
                    thread.look(port.task());
                } catch (KubernetesClientException failure) {
                    LOG.warn(
                            "A published port of task {} is let go later: {}",
                            port.task().id(),
                            failure.getMessage());
                    sweeps.later(ALL, now);
                }
            }
        }
        if (now.isBefore(graceEnds)) {
            sweeps.at(ALL, graceEnds);
        }
    }

    private void lookAtWaiting() {
        Set<TaskArn> tasks = waiting.stream().map(TaskPort::task).collect(Collectors.toCollection(LinkedHashSet::new));
        waiting.clear();
        tasks.forEach(thread::look);
    }

    @Override
    public Optional<Instant> next() {
        Stream<Instant> freed = waiting.stream()
                .map(TaskPort::protocol)
                .distinct()
                .flatMap(protocol -> stock.freeSoon(protocol, clock.instant()).stream());
        return Stream.concat(
                        Stream.of(sweeps.next(), looks.next(), checks.next(), growth.next())
                                .flatMap(Optional::stream),
                        freed)
                .min(Instant::compareTo);
    }

    @Override
    public void close() {
        growth.close();
    }
}
