package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.front.HostRoute;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the cluster's Traefik lead to AWS's services on this host; asked for until the API server has taken it. Owned by
/// the cluster's thread.
final class AwsRoute {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRoute.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private final HostRoute route;
    private final PodCommands commands;
    private Optional<Instant> next = Optional.empty();

    AwsRoute(Fronts fronts, PodCommands commands, ClusterArn cluster, String address, int port) {
        this.route = new HostRoute(fronts.marks(), fronts.namespace(), cluster, address, port);
        this.commands = commands;
    }

    void look(Instant now) {
        try {
            route.objects().forEach(commands::put);
            next = Optional.empty();
        } catch (KubernetesClientException failure) {
            LOG.warn("The route to AWS's services is tried again: {}", failure.getMessage());
            next = Optional.of(now.plus(AGAIN_AFTER));
        }
    }

    void tick(Instant now) {
        if (next.filter(at -> !at.isAfter(now)).isPresent()) {
            look(now);
        }
    }

    Optional<Instant> next() {
        return next;
    }
}
