package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.name.ClusterArn;
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

/// Has the cluster's Traefik lead to AWS's services on this host, or no longer where there are none now; asked for
/// until the API server has taken it. Owned by the cluster's thread.
final class AwsRoute {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRoute.class);

    /// What is removed has a name and needs no port.
    private static final int ANY_PORT = 1;

    private final HostRoute route;
    private final boolean wanted;
    private final PodCommands commands;
    private final Appointments<HostRoute> appointments = new Appointments<>();

    /// @param address this host's, as pods reach it
    /// @param port where AWS's services are there; empty when there are none
    AwsRoute(Fronts fronts, PodCommands commands, ClusterArn cluster, String address, OptionalInt port) {
        this.route = new HostRoute(fronts.marks(), fronts.namespace(), cluster, address, port.orElse(ANY_PORT));
        this.wanted = port.isPresent();
        this.commands = commands;
    }

    void look(Instant now) {
        try {
            route.objects().forEach(wanted ? commands::put : commands::remove);
            appointments.succeeded(route);
        } catch (KubernetesClientException failure) {
            LOG.warn("The route to AWS's services is tried again: {}", failure.getMessage());
            appointments.later(route, now);
        }
    }

    void tick(Instant now) {
        appointments.takeDue(now).forEach(due -> look(now));
    }

    Optional<Instant> next() {
        return appointments.next();
    }
}
