package dev.kecs.engine.kubernetes.pod;

import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The Secret that holds what was fetched for a task. It is made before the pod, whose containers could not be made
/// without it, and bears the pod's name.
public final class TaskSecret {
    private TaskSecret() {}

    /// @param values by key
    static Secret of(Launched task, PodPlace place, Map<String, String> values) {
        Map<String, String> data = new TreeMap<>();
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(KubernetesNames.pod(task.launch().task()))
                .withNamespace(place.namespace())
                .withLabels(place.marks().labels(task.launch().task()))
                .withAnnotations(Map.of(
                        Marks.TASK_ARN, task.launch().task().toString(),
                        Marks.CLUSTER_ARN, task.launch().task().cluster().toString()))
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /// The same, to be removed by Kubernetes when the pod is.
    public static Secret goingWith(Pod pod, Secret secret) {
        return new SecretBuilder(secret)
                .editMetadata()
                .withOwnerReferences(StartGate.ownedBy(pod))
                .endMetadata()
                .build();
    }

    /// Whether the pod has one.
    public static boolean isOf(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getValueFrom)
                .anyMatch(from -> Optional.ofNullable(from)
                        .map(EnvVarSource::getSecretKeyRef)
                        .filter(key -> pod.getMetadata().getName().equals(key.getName()))
                        .isPresent());
    }
}
