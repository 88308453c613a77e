package dev.kecs.engine.kubernetes;

import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.engine.environment.SecretSource;
import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.engine.kubernetes.cluster.Kubeconfig;
import dev.kecs.engine.kubernetes.cluster.KubeconfigClusters;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.testkit.engine.EngineHarness;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// A namespace of the Kubernetes cluster that tests named XxxIT need: the kubeconfig file in `KECS_TEST_KUBECONFIG`
/// names it. Its nodes have, or can pull, the images `busybox` and `kecs/echo`, and this host reaches their node ports.
final class TestCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final Path file;
    private final Marks marks =
            new Marks("it", UUID.randomUUID().toString().replace("-", "").substring(0, 16));

    TestCluster() {
        String named = System.getenv("KECS_TEST_KUBECONFIG");
        if (named == null) {
            throw new IllegalStateException(
                    "KECS_TEST_KUBECONFIG names no kubeconfig file; see \"Tests that need Kubernetes\" in CONTRIBUTING.md");
        }
        file = Path.of(named);
    }

    private KubeconfigClusters clusters() {
        return new KubeconfigClusters(new Kubeconfig(file, Optional.empty()), "kecs", marks);
    }

    EngineHarness newHarness() {
        return newHarness(AwsForTasks.NOTHING.secrets());
    }

    EngineHarness newHarness(SecretSource secrets) {
        AwsForTasks aws = new AwsForTasks(TaskSurroundings.NONE, HostDoors.NONE, secrets);
        return new EngineHarness(new KubernetesEngine(clusters(), marks, aws, InstantSource.system()), PATIENCE);
    }

    /// For what others than KECS do.
    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(file.toFile()))
                .build();
    }

    String namespace() {
        return clusters().namespaceOf(EngineHarness.CLUSTER);
    }

    static ContainerDefinition shell(String name, String script) {
        return ContainerDefinition.builder()
                .name(name)
                .image("busybox")
                .entryPoint("sh", "-c")
                .command(script)
                .build();
    }

    /// Removes the namespace.
    @Override
    public void close() {
        clusters().tearDown(EngineHarness.CLUSTER);
    }
}
