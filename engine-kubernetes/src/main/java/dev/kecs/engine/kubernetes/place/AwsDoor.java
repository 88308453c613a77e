package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.command.Appointments;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.front.HostRoute;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has AWS's services on this host served where a cluster's pods reach them, and its Traefik lead there, or no longer
/// where there are none now. What fails is tried again until it is done. Owned by the cluster's thread.
final class AwsDoor {
    private static final Logger LOG = LoggerFactory.getLogger(AwsDoor.class);
    private static final String ONE = "door";

    /// What is removed has a name and needs no port.
    private static final int ANY_PORT = 1;

    /// Where the door is.
    ///
    /// @param address this host's, as pods reach it
    /// @param routed whether the cluster has a Traefik
    record Site(ClusterArn cluster, String address, boolean routed) {}

    private final HostDoors doors;
    private final Site site;
    private final Fronts fronts;
    private final PodCommands commands;
    private final Observer observer;
    private final Appointments<String> appointments = new Appointments<>();
    private Optional<String> closed = Optional.empty();

    /// @param observer is told of tasks that begin while it is closed
    AwsDoor(HostDoors doors, Site site, Fronts fronts, PodCommands commands, Observer observer) {
        this.doors = doors;
        this.site = site;
        this.fronts = fronts;
        this.commands = commands;
        this.observer = observer;
    }

    void look(Instant now) {
        try {
            OptionalInt port = doors.open(site.cluster(), site.address());
            closed = Optional.empty();
            if (site.routed()) {
                lead(port);
            }
            appointments.cancel(ONE);
        } catch (EngineException refused) {
            closed = Optional.of(String.valueOf(refused.getMessage()));
            LOG.warn(
                    "Tasks of cluster {} do not reach AWS's services, which is tried again: {}",
                    site.cluster().name(),
                    refused.getMessage());
            appointments.later(ONE, now);
        } catch (KubernetesClientException failure) {
            LOG.warn("The route to AWS's services is tried again: {}", failure.getMessage());
            appointments.later(ONE, now);
        }
    }

    private void lead(OptionalInt port) {
        new HostRoute(fronts.marks(), fronts.namespace(), site.cluster(), site.address(), port.orElse(ANY_PORT))
                .objects()
                .forEach(port.isPresent() ? commands::put : commands::remove);
    }

    /// A task is about to be told where AWS's services are.
    void before(TaskArn task, Instant now) {
        if (closed.isPresent()) {
            look(now);
            closed.ifPresent(why -> observer.warned(task, "its containers do not reach AWS's services: " + why));
        }
    }

    void tick(Instant now) {
        appointments.takeDue(now).forEach(due -> look(now));
    }

    Optional<Instant> next() {
        return appointments.next();
    }
}
