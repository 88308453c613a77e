package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Holds a container with a `dependsOn` back, whatever its image holds: one of its variables comes from a key of a
/// ConfigMap, and while the key is missing the node pulls the image, makes no container, and tries again. The engine
/// adds the key when the container may start.
public final class StartGate {
    private static final String VARIABLE = "KECS_START_GATE";

    private StartGate() {}

    static EnvVar variable(TaskArn task, String podContainer) {
        return new EnvVarBuilder()
                .withName(VARIABLE)
                .withNewValueFrom()
                .withNewConfigMapKeyRef(podContainer, KubernetesNames.pod(task), false)
                .endValueFrom()
                .build();
    }

    /// Whether it is the missing key that the container waits for.
    public static boolean isClosed(PodPlan.Container container, ContainerStateWaiting waiting) {
        return !container.dependsOn().isEmpty() && "CreateContainerConfigError".equals(waiting.getReason());
    }

    /// With it, these containers of a pod may start; it goes with the pod.
    public static ConfigMap open(Pod pod, Collection<String> podContainers) {
        Map<String, String> keys = new TreeMap<>();
        podContainers.forEach(name -> keys.put(name, "open"));
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withLabels(Marks.own(pod))
                .withOwnerReferences(ownedBy(pod))
                .endMetadata()
                .withData(keys)
                .build();
    }

    /// For what shall go with the pod.
    public static OwnerReference ownedBy(Pod pod) {
        OwnerReference owner = new OwnerReference();
        owner.setApiVersion("v1");
        owner.setKind("Pod");
        owner.setName(pod.getMetadata().getName());
        owner.setUid(pod.getMetadata().getUid());
        return owner;
    }
}
