package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.TaskLaunch;
import dev.kecs.ecs.engine.environment.FetchedValues;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HostEntry;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import tools.jackson.databind.json.JsonMapper;

/// The pod of a task. It is never restarted: an ended task is replaced by a new one, as in ECS.
///
/// @param secret what its containers' variables refer to; empty when they refer to nothing
/// @param warnings a sentence for each declared member that it leaves out
public record PodTranslation(Pod pod, Optional<Secret> secret, List<String> warnings) {
    private static final int STOP_TIMEOUT_SECONDS = 30;
    private static final long GONE_NODE_SECONDS = 30;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public PodTranslation {
        warnings = List.copyOf(warnings);
    }

    public static PodTranslation of(TaskLaunch launch, FetchedValues fetched, PodPlace place) {
        Launched task = Launched.of(launch, fetched);
        Map<String, Variables> variables = new LinkedHashMap<>();
        Map<String, String> secrets = new LinkedHashMap<>();
        task.containers().forEach(container -> {
            Variables own = Variables.of(task, container, place);
            variables.put(container.name(), own);
            secrets.putAll(own.inSecret());
        });
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(KubernetesNames.pod(launch.task()))
                .withNamespace(place.namespace())
                .withLabels(labels(launch, place.marks()))
                .withAnnotations(annotations(task))
                .endMetadata()
                .withSpec(spec(task, variables)
                        .addAllToHostAliases(aliases(place))
                        .build())
                .build();
        return new PodTranslation(
                pod,
                secrets.isEmpty() ? Optional.empty() : Optional.of(TaskSecret.of(task, place, secrets)),
                Leftovers.of(task));
    }

    private static Map<String, String> labels(TaskLaunch launch, Marks marks) {
        Map<String, String> labels = marks.labels(launch.task());
        launch.owner()
                .service()
                .map(ServiceArn::name)
                .map(KubernetesNames::value)
                .ifPresent(name -> labels.put(Marks.SERVICE, name));
        launch.owner()
                .tags()
                .values()
                .forEach((key, value) ->
                        labels.put("tag.kecs.dev/" + KubernetesNames.label(key), KubernetesNames.value(value)));
        return labels;
    }

    private static Map<String, String> annotations(Launched task) {
        Map<String, String> annotations = new LinkedHashMap<>();
        TaskLaunch launch = task.launch();
        annotations.put(Marks.TASK_ARN, launch.task().toString());
        annotations.put(Marks.CLUSTER_ARN, launch.task().cluster().toString());
        launch.owner().service().ifPresent(service -> annotations.put(Marks.SERVICE_ARN, service.toString()));
        annotations.put("kecs.dev/task-definition", launch.revision().toString());
        annotations.put(
                "kecs.dev/tags", JSON.writeValueAsString(launch.owner().tags().values()));
        task.containers().stream()
                .filter(container -> !container.dockerLabels().isEmpty())
                .forEach(container -> annotations.put(
                        "docker-labels.kecs.dev/" + KubernetesNames.label(container.name()),
                        JSON.writeValueAsString(container.dockerLabels())));
        new PodPlan(
                        launch.publicIp(),
                        task.containers().stream().map(Containers::plan).toList())
                .writeTo(annotations);
        return annotations;
    }

    private static PodSpecBuilder spec(Launched task, Map<String, Variables> variables) {
        Volumes volumes = Volumes.of(task);
        TaskDefinition definition = task.launch().definition();
        PodSpecBuilder spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withEnableServiceLinks(false)
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(task.containers().stream()
                        .mapToLong(PodTranslation::stopTimeout)
                        .max()
                        .orElse(STOP_TIMEOUT_SECONDS))
                .withTolerations(goneNode("not-ready"), goneNode("unreachable"))
                .withContainers(task.containers().stream()
                        .map(container -> Containers.of(
                                task, container, Objects.requireNonNull(variables.get(container.name())), volumes))
                        .toList())
                .withVolumes(volumes.all())
                .withHostAliases(aliases(task.containers()));
        first(task.containers().stream().map(ContainerDefinition::hostname))
                .map(KubernetesNames::label)
                .ifPresent(spec::withHostname);
        Optional.ofNullable(definition.runtimePlatform()).ifPresent(platform -> select(platform, spec));
        if (definition.pidMode() == PidMode.TASK) {
            spec.withShareProcessNamespace(true);
        }
        if (definition.pidMode() == PidMode.HOST) {
            spec.withHostPID(true);
        }
        if (definition.ipcMode() == IpcMode.HOST) {
            spec.withHostIPC(true);
        }
        resolveWith(
                task.containers().stream()
                        .flatMap(each -> each.dnsServers().stream())
                        .distinct()
                        .toList(),
                task.containers().stream()
                        .flatMap(each -> each.dnsSearchDomains().stream())
                        .distinct()
                        .toList(),
                spec);
        return spec;
    }

    static int stopTimeout(ContainerDefinition container) {
        return Optional.ofNullable(container.stopTimeout()).orElse(STOP_TIMEOUT_SECONDS);
    }

    /// A task on a node that is gone is replaced after half a minute, not after Kubernetes' five.
    private static Toleration goneNode(String how) {
        return new Toleration("NoExecute", "node.kubernetes.io/" + how, "Exists", GONE_NODE_SECONDS, null);
    }

    private static List<HostAlias> aliases(List<ContainerDefinition> containers) {
        Map<String, List<String>> names = containers.stream()
                .flatMap(each -> each.extraHosts().stream())
                .distinct()
                .collect(Collectors.groupingBy(
                        HostEntry::ipAddress,
                        LinkedHashMap::new,
                        Collectors.mapping(HostEntry::hostname, Collectors.toList())));
        return names.entrySet().stream()
                .map(each -> new HostAlias(each.getValue(), each.getKey()))
                .toList();
    }

    private static List<HostAlias> aliases(PodPlace place) {
        return place.hosts().entrySet().stream()
                .map(each -> new HostAlias(List.of(each.getKey()), each.getValue()))
                .toList();
    }

    private static void select(RuntimePlatform platform, PodSpecBuilder spec) {
        Optional.ofNullable(platform.cpuArchitectureAsString())
                .map(architecture -> "X86_64".equals(architecture) ? "amd64" : architecture.toLowerCase(Locale.ROOT))
                .ifPresent(architecture -> spec.addToNodeSelector("kubernetes.io/arch", architecture));
        Optional.ofNullable(platform.operatingSystemFamilyAsString())
                .map(family -> family.startsWith("WINDOWS") ? "windows" : "linux")
                .ifPresent(system -> spec.addToNodeSelector("kubernetes.io/os", system));
    }

    /// Servers replace Kubernetes' own, as Docker's `--dns` replaces the host's.
    private static void resolveWith(List<String> servers, List<String> searches, PodSpecBuilder spec) {
        if (!servers.isEmpty()) {
            spec.withDnsPolicy("None");
        }
        if (!servers.isEmpty() || !searches.isEmpty()) {
            spec.withNewDnsConfig()
                    .withNameservers(servers)
                    .withSearches(searches)
                    .endDnsConfig();
        }
    }

    private static Optional<String> first(Stream<String> texts) {
        return texts.filter(text -> text != null && !text.isEmpty()).findFirst();
    }
}
