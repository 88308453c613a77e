package dev.kecs.engine.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.testkit.sample.Samples;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Real namespaces. Needs a Kubernetes cluster, named by `KECS_TEST_KUBECONFIG`.
class KubeconfigClustersIT {
    private static final Path KUBECONFIG = Path.of(System.getenv().getOrDefault("KECS_TEST_KUBECONFIG", "none"));
    private final KubeconfigClusters own = newInstance();
    private final KubeconfigClusters other = newInstance();

    private static KubeconfigClusters newInstance() {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        return new KubeconfigClusters(new Kubeconfig(KUBECONFIG, Optional.empty()), "kecs", new Marks("it", id));
    }

    private static String make(KubeconfigClusters of, ClusterArn cluster) {
        return of.provision(new ClusterPlan(cluster, OptionalInt.empty()), step -> {})
                .namespace();
    }

    @Test
    void allNamespacesOfAnInstanceGoWhetherTheyAreKnownOrNotAndThoseOfOthersStay() {
        ClusterArn forgotten = new ClusterArn(Samples.SCOPE, "forgotten");
        List<String> made = List.of(make(own, Samples.PRODUCTION), make(own, forgotten));
        String theirs = make(other, Samples.PRODUCTION);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(KUBECONFIG.toFile()))
                .build()) {
            own.removeAll(List.of(Samples.PRODUCTION));
            assertThat(made)
                    .allSatisfy(name ->
                            assertThat(client.namespaces().withName(name).get()).isNull());
            assertThat(client.namespaces().withName(theirs).get()).isNotNull();
        } finally {
            own.removeAll(List.of());
            other.removeAll(List.of());
        }
    }
}
