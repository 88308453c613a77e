package dev.kecs.engine.kubernetes;

import dev.kecs.engine.kubernetes.cluster.Kubeconfig;
import dev.kecs.engine.kubernetes.cluster.KubeconfigClusters;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.testkit.engine.EngineHarness;
import dev.kecs.testkit.engine.TaskEngineContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Real pods. Needs a Kubernetes cluster, named by the kubeconfig file in `KECS_TEST_KUBECONFIG`, whose nodes have, or
/// can pull, the images `busybox` and `kecs/echo`, and whose node ports this host reaches.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesEngineIT extends TaskEngineContract {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final Marks marks =
            new Marks("it", UUID.randomUUID().toString().replace("-", "").substring(0, 16));

    private KubeconfigClusters clusters() {
        String file = System.getenv("KECS_TEST_KUBECONFIG");
        if (file == null) {
            throw new IllegalStateException(
                    "KECS_TEST_KUBECONFIG names no kubeconfig file; see \"Tests that need Kubernetes\" in CONTRIBUTING.md");
        }
        return new KubeconfigClusters(new Kubeconfig(Path.of(file), Optional.empty()), "kecs", marks);
    }

    @Override
    protected EngineHarness newHarness() {
        return new EngineHarness(new KubernetesEngine(clusters(), marks, InstantSource.system()), PATIENCE);
    }

    @Override
    protected ContainerDefinition shell(String name, String script) {
        return ContainerDefinition.builder()
                .name(name)
                .image("busybox")
                .entryPoint("sh", "-c")
                .command(script)
                .build();
    }

    @AfterAll
    void removeTheNamespace() {
        clusters().tearDown(EngineHarness.CLUSTER);
    }
}
