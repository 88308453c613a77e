package dev.kecs.engine.kubernetes.way;

import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.reach.PublishedPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Services by which published node ports lead to tasks. They are the only record of who has which port, so that
/// the next control plane finds it. Owned by the cluster's thread.
public final class PortServices {
    private static final Logger LOG = LoggerFactory.getLogger(PortServices.class);

    private final Fronts fronts;
    private final PodCommands commands;
    private final PortStock stock;
    private final Map<TaskPort, String> ids = new HashMap<>();
    // Made, and not heard of yet: of the end of such a one nobody would tell.
    private final Set<TaskPort> unheard = new HashSet<>();

    /// @param ports that there are, the better ones first
    public PortServices(Fronts fronts, PodCommands commands, List<PublishedPort> ports) {
        this.fronts = fronts;
        this.commands = commands;
        this.stock = new PortStock(ports);
    }

    /// Who has which port.
    PortStock stock() {
        return stock;
    }

    /// Has a free one lead to a task.
    ///
    /// @return false when none is free
    /// @throws KubernetesClientException when the API server does not take it now
    boolean lead(TaskPort port, Pod pod, Instant now) {
        while (true) {
            Optional<PublishedPort> free = stock.take(port, now);
            if (free.isEmpty()) {
                return false;
            }
            try {
                Service service = stand(port, fronts.ofPort(port, free.get().nodePort(), pod));
                ids.put(port, service.getMetadata().getUid());
                unheard.add(port);
                return true;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != PodCommands.UNPROCESSABLE) {
                    stock.giveBack(port, now);
                    throw refused;
                }
                LOG.info("Somebody else has node port {}: {}", free.get().nodePort(), refused.getMessage());
                stock.putAside(port, now);
            }
        }
    }

    /// An earlier call may have made it without hearing of that.
    private Service stand(TaskPort port, Service desired) {
        try {
            return commands.create(desired);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            Service found = commands.findService(KubernetesNames.port(port))
                    .filter(each -> Marks.port(each).filter(port::equals).isPresent())
                    .orElseThrow(() -> refused);
            if (!stock.takeAgain(port, nodePort(found))) {
                commands.removeService(KubernetesNames.port(port));
                throw refused;
            }
            return found;
        }
    }

    private static int nodePort(Service service) {
        return Fronts.nodePorts(service).values().stream().findFirst().orElse(0);
    }

    /// Takes up what an earlier control plane has made; what leads nowhere by now is removed.
    ///
    /// @return false when it is known, or removed
    boolean adopt(TaskPort port, Service service) {
        unheard.remove(port);
        if (ids.containsKey(port)) {
            return false;
        }
        if (stock.takeAgain(port, nodePort(service))) {
            ids.put(port, service.getMetadata().getUid());
            return true;
        }
        commands.removeService(service.getMetadata().getName());
        return false;
    }

    /// Whether it is gone without having been heard of.
    ///
    /// @throws KubernetesClientException when the API server does not say
    boolean isLost(TaskPort port) {
        return unheard.contains(port)
                && commands.findService(KubernetesNames.port(port)).isEmpty();
    }

    /// Whether it is the one that leads to the port now.
    boolean isOf(TaskPort port, Service service) {
        return service.getMetadata().getUid().equals(ids.get(port));
    }

    /// Writes down that it leads to its task, for the next control plane.
    ///
    /// @throws KubernetesClientException when the API server does not take it now
    void writeDownProof(TaskPort port) {
        commands.annotateService(KubernetesNames.port(port), Marks.PROVEN, Marks.PROVEN_YES);
    }

    static boolean isProven(Service service) {
        return Marks.annotation(service, Marks.PROVEN)
                .filter(Marks.PROVEN_YES::equals)
                .isPresent();
    }

    /// @throws KubernetesClientException when the API server does not take it now
    void remove(TaskPort port) {
        commands.removeService(KubernetesNames.port(port));
        forget(port);
    }

    /// There is none any more.
    void forget(TaskPort port) {
        ids.remove(port);
        unheard.remove(port);
    }
}
