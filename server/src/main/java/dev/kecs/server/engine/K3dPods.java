package dev.kecs.server.engine;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.engine.kubernetes.KubernetesEngine;
import dev.kecs.engine.kubernetes.image.EchoImage;
import dev.kecs.engine.kubernetes.k3d.K3dClusters;
import dev.kecs.engine.kubernetes.k3d.K3dSettings;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.program.ExternalPrograms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builds the engine `k3d`.
final class K3dPods {
    /// Names the node's image where `kecs.yaml` does not.
    private static final String NODE_IMAGE = "KECS_K3S_IMAGE";

    private K3dPods() {}

    static TaskEngine engine(Engines from, AwsForTasks aws) throws IOException {
        KubernetesMemory memory = KubernetesMemory.read(from.paths().kubernetes())
                .orElseGet(() -> KubernetesMemory.ofOwnClusters(KubernetesMemory.newId()));
        memory.write(from.paths().kubernetes());
        return new KubernetesEngine(
                clusters(from), new Marks(from.paths().name().value(), memory.id()), aws, from.clock());
    }

    /// Docker is not asked where nothing was made.
    static void removeAll(Engines from) throws InterruptedException {
        clusters(from).removeAll(List.of());
    }

    private static K3dClusters clusters(Engines from) {
        Optional<String> image = nodeImage(from.chosen().k3d().image(), from.environment());
        return K3dClusters.of(
                new K3dSettings(
                        from.paths().directory(), image, from.chosen().k3d().reach()),
                new EchoImage(
                        new ExternalPrograms(Map.of()),
                        from.distribution(),
                        from.paths().directory().resolve("k3d")));
    }

    /// @param chosen in `kecs.yaml`
    /// @return empty for k3d's own default
    static Optional<String> nodeImage(Optional<String> chosen, Map<String, String> environment) {
        return chosen.or(() -> Optional.ofNullable(environment.get(NODE_IMAGE)).filter(name -> !name.isBlank()));
    }
}
