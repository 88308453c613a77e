package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.environment.ContainerEnvironment;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// The variables of one container. What was declared stands in the pod; what was fetched stands in the task's Secret,
/// to which the pod only refers.
///
/// @param inPod in order of their names, with references for those in the Secret
/// @param inSecret values by the Secret's key
record Variables(List<EnvVar> inPod, Map<String, String> inSecret) {
    Variables {
        inPod = List.copyOf(inPod);
        inSecret = Map.copyOf(inSecret);
    }

    static Variables of(Launched task, ContainerDefinition container, PodPlace place) {
        Map<String, String> values = new TreeMap<>(ContainerEnvironment.of(task.launch(), container, task.fetched()));
        Set<String> fetched = fetched(task, container);
        values.put("KECS_TASK_ID", task.launch().task().id());
        values.put("KECS_TASK_DEFINITION", task.launch().revision().familyAndRevision());
        values.putIfAbsent("AWS_REGION", task.launch().task().scope().region());
        values.putAll(place.services().missing(task.launch().task(), values));
        List<EnvVar> inPod = new ArrayList<>();
        Map<String, String> inSecret = new TreeMap<>();
        values.forEach((name, value) -> {
            if (fetched.contains(name)) {
                String key = key(container, name);
                inSecret.put(key, value);
                inPod.add(reference(task, name, key));
            } else {
                inPod.add(new EnvVar(name, Containers.escaped(value), null));
            }
        });
        return new Variables(inPod, inSecret);
    }

    /// The names of those whose value was fetched and not replaced by a declared one.
    private static Set<String> fetched(Launched task, ContainerDefinition container) {
        Set<String> declared = ContainerEnvironment.of(task.launch(), container, FetchedValues.NONE)
                .keySet();
        Set<String> secrets = named(task.fetched().secrets(), container);
        return Stream.concat(
                        secrets.stream(),
                        named(task.fetched().files(), container).stream().filter(name -> !declared.contains(name)))
                .filter(name -> !name.equals("KECS_TASK_ID") && !name.equals("KECS_TASK_DEFINITION"))
                .collect(Collectors.toSet());
    }

    private static Set<String> named(Map<String, Map<String, String>> values, ContainerDefinition container) {
        return values.getOrDefault(container.name(), Map.of()).keySet();
    }

    private static String key(ContainerDefinition container, String variable) {
        return KubernetesNames.label(container.name()) + "." + KubernetesNames.value(variable);
    }

    private static EnvVar reference(Launched task, String variable, String key) {
        return new EnvVarBuilder()
                .withName(variable)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, KubernetesNames.pod(task.launch().task()), false)
                .endValueFrom()
                .build();
    }
}
