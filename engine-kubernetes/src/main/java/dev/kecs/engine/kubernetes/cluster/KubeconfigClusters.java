package dev.kecs.engine.kubernetes.cluster;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A namespace for each ECS cluster in a Kubernetes cluster that is there already. Namespaces that do not carry this
/// instance's marks are never touched.
public final class KubeconfigClusters implements KubernetesClusters {
    private static final long LONGEST_REMOVAL_SECONDS = 120;
    private static final String REMOVED = "Terminating";

    private final Kubeconfig kubeconfig;
    private final String prefix;
    private final Marks marks;

    /// @param prefix namespaces' names begin with it
    public KubeconfigClusters(Kubeconfig kubeconfig, String prefix, Marks marks) {
        this.kubeconfig = kubeconfig;
        this.prefix = prefix;
        this.marks = marks;
    }

    @Override
    public KubernetesPlace provision(ClusterPlan cluster, Consumer<String> progress) {
        Config config = kubeconfig.read();
        String namespace = namespaceOf(cluster.cluster());
        progress.accept("1/1 making namespace " + namespace + " at " + config.getMasterUrl());
        try (KubernetesClient client = client(config)) {
            make(client, namespace, cluster.cluster());
        } catch (KubernetesClientException failure) {
            throw failed("make namespace " + namespace, config, failure);
        }
        return new KubernetesPlace(config, namespace);
    }

    /// A namespace that somebody has deleted meanwhile is made again; its tasks are lost.
    @Override
    public KubernetesPlace resume(ClusterPlan cluster, Consumer<String> progress) {
        return provision(cluster, progress);
    }

    private void make(KubernetesClient client, String name, ClusterArn cluster) {
        Optional<Namespace> found = find(client, name);
        if (found.filter(each -> !marks.areOn(each, cluster)).isPresent()) {
            throw new EngineException("Namespace " + name + " is there and not this instance's;"
                    + " choose another kubernetes.namespacePrefix in kecs.yaml, or delete it");
        }
        if (found.filter(KubeconfigClusters::isBeingRemoved).isPresent()) {
            awaitRemoval(client, name);
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withLabels(marks.labels(cluster))
                            .withAnnotations(Map.of(Marks.CLUSTER_ARN, cluster.toString()))
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @Override
    public void tearDown(ClusterArn cluster) {
        Config config = kubeconfig.read();
        String name = namespaceOf(cluster);
        try (KubernetesClient client = client(config)) {
            if (find(client, name).filter(each -> marks.areOn(each, cluster)).isPresent()) {
                client.namespaces().withName(name).delete();
                awaitRemoval(client, name);
            }
        } catch (KubernetesClientException failure) {
            throw failed("remove namespace " + name, config, failure);
        }
    }

    /// The instance's marks tell which namespaces are its own, whatever cluster they were for.
    @Override
    public void removeAll(Collection<ClusterArn> clusters) {
        Config config = kubeconfig.read();
        try (KubernetesClient client = client(config)) {
            List<String> own = client.namespaces().withLabel(Marks.INSTANCE_ID, marks.id()).list().getItems().stream()
                    .map(each -> each.getMetadata().getName())
                    .toList();
            own.forEach(name -> client.namespaces().withName(name).delete());
            own.forEach(name -> awaitRemoval(client, name));
        } catch (KubernetesClientException failure) {
            throw failed("remove the instance's namespaces", config, failure);
        }
    }

    private static void awaitRemoval(KubernetesClient client, String name) {
        client.namespaces()
                .withName(name)
                .waitUntilCondition(Objects::isNull, LONGEST_REMOVAL_SECONDS, TimeUnit.SECONDS);
    }

    private static Optional<Namespace> find(KubernetesClient client, String name) {
        return Optional.ofNullable(client.namespaces().withName(name).get());
    }

    private static boolean isBeingRemoved(Namespace namespace) {
        return namespace.getStatus() != null
                && REMOVED.equals(namespace.getStatus().getPhase());
    }

    /// The same at every start, and of no other cluster of this instance or any other.
    public String namespaceOf(ClusterArn cluster) {
        return KubernetesNames.joined(prefix, marks.instance(), cluster.name(), marks.id() + " " + cluster);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private EngineException failed(String what, Config config, KubernetesClientException failure) {
        String advice = failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                ? "; this user may not: give it a role that can create and delete namespaces and what is in them"
                : "";
        return new EngineException(
                "Cannot " + what + " at " + config.getMasterUrl() + " (" + kubeconfig.described() + "): "
                        + failure.getMessage() + advice,
                failure);
    }

    /// Namespaces cost nothing while nobody uses them.
    @Override
    public void rest() {}

    @Override
    public void close() {}
}
