package dev.kecs.engine.kubernetes.place;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.engine.kubernetes.cluster.KubernetesClusters;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Images of this machine that tasks need, brought to where pods run before a node would pull them; each image once for
/// as long as the control plane runs, or until that has worked. Owned by the cluster's thread, which waits meanwhile.
final class LocalImages {
    private static final Logger LOG = LoggerFactory.getLogger(LocalImages.class);
    private final KubernetesClusters clusters;
    private final Set<String> asked = new HashSet<>();

    LocalImages(KubernetesClusters clusters) {
        this.clusters = clusters;
    }

    /// An image that could not be brought is left to be pulled.
    void bring(TaskLaunch launch) {
        Set<String> fresh = launch.definition().containerDefinitions().stream()
                .map(ContainerDefinition::image)
                .filter(asked::add)
                .collect(Collectors.toSet());
        if (fresh.isEmpty()) {
            return;
        }
        try {
            clusters.importImages(launch.task().cluster(), fresh);
        } catch (EngineException failure) {
            LOG.warn("{}; nodes will pull them", failure.getMessage());
            asked.removeAll(fresh);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
