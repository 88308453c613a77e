package dev.kecs.engine.kubernetes.name;

import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.Arns;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What KECS writes on every object that it makes, and by which it knows its own again. Labels can be selected by and
/// hold made-legal names; annotations hold ARNs as they are.
///
/// @param instance the KECS instance's name, for people
/// @param id tells this instance from one of the same name in another `KECS_HOME` or on another machine
public record Marks(String instance, String id) {
    public static final String INSTANCE = "kecs.dev/instance";
    public static final String INSTANCE_ID = "kecs.dev/instance-id";
    public static final String CLUSTER = "kecs.dev/cluster";
    public static final String CLUSTER_ARN = "kecs.dev/cluster-arn";
    public static final String TASK = "kecs.dev/task";
    public static final String TASK_ARN = "kecs.dev/task-arn";
    /// On a Service that leads to one port of a task: which one, `tcp-80`.
    public static final String PORT = "kecs.dev/port";

    /// On such a Service, that a connection by way of it was seen to last: [#PROVEN_YES].
    public static final String PROVEN = "kecs.dev/proven";

    public static final String PROVEN_YES = "true";
    public static final String SERVICE = "kecs.dev/service";
    public static final String SERVICE_ARN = "kecs.dev/service-arn";

    /// On what belongs to a cluster.
    public Map<String, String> labels(ClusterArn cluster) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/managed-by", "kecs");
        labels.put(INSTANCE, KubernetesNames.value(instance));
        labels.put(INSTANCE_ID, id);
        labels.put(CLUSTER, KubernetesNames.value(cluster.name()));
        return labels;
    }

    /// On what belongs to a task.
    public Map<String, String> labels(TaskArn task) {
        Map<String, String> labels = labels(task.cluster());
        labels.put(TASK, task.id());
        return labels;
    }

    /// Whether this instance made it for this cluster.
    public boolean areOn(HasMetadata object, ClusterArn cluster) {
        return id.equals(label(object, INSTANCE_ID))
                && cluster.toString().equals(annotation(object, CLUSTER_ARN).orElse(""));
    }

    /// Those of an object's labels that are KECS's own, for what goes with it.
    public static Map<String, String> own(HasMetadata object) {
        Map<String, String> own = new LinkedHashMap<>(object.getMetadata().getLabels());
        own.keySet().retainAll(List.of("app.kubernetes.io/managed-by", INSTANCE, INSTANCE_ID, CLUSTER, TASK));
        return own;
    }

    public static Optional<TaskArn> task(HasMetadata object) {
        return annotation(object, TASK_ARN)
                .flatMap(Arns::parse)
                .filter(TaskArn.class::isInstance)
                .map(TaskArn.class::cast);
    }

    /// The port to which a Service leads that is for one port only.
    public static Optional<TaskPort> port(HasMetadata object) {
        String[] words = label(object, PORT).split("-", 2);
        return words.length < 2
                ? Optional.empty()
                : task(object).map(task -> new TaskPort(task, Integer.parseInt(words[1]), words[0]));
    }

    public static Optional<ServiceArn> service(HasMetadata object) {
        return annotation(object, SERVICE_ARN)
                .flatMap(Arns::parse)
                .filter(ServiceArn.class::isInstance)
                .map(ServiceArn.class::cast);
    }

    public static Optional<String> annotation(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(all -> all.get(key));
    }

    private static String label(HasMetadata object, String key) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .map(all -> all.get(key))
                .orElse("");
    }
}
