package dev.kecs.engine.kubernetes.pod;

import dev.kecs.engine.kubernetes.name.KubernetesNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// A pod's containers.
final class Containers {
    /// Nothing is pulled that the node has, as with `docker run`: an image that was built here and put on the node is
    /// in no registry, and Kubernetes would fail where ECS, when its pull fails, goes on with what it has.
    private static final String PULL = "IfNotPresent";

    private Containers() {}

    static Container of(Launched task, ContainerDefinition container, Variables variables, Volumes volumes) {
        ContainerBuilder builder = new ContainerBuilder()
                .withName(KubernetesNames.label(container.name()))
                .withImage(container.image())
                .withImagePullPolicy(PULL)
                .withCommand(escaped(container.entryPoint()))
                .withArgs(escaped(container.command()))
                .withWorkingDir(container.workingDirectory())
                .withEnv(environment(task, container, variables))
                .withPorts(ports(container))
                .withResources(Resources.of(task, container))
                .withSecurityContext(Security.of(container))
                .withVolumeMounts(volumes.of(container));
        HealthProbe.of(container).ifPresent(builder::withReadinessProbe);
        if (Boolean.TRUE.equals(container.interactive())) {
            builder.withStdin(true);
        }
        if (Boolean.TRUE.equals(container.pseudoTerminal())) {
            builder.withTty(true);
        }
        return builder.build();
    }

    private static List<EnvVar> environment(Launched task, ContainerDefinition container, Variables variables) {
        List<EnvVar> environment = new ArrayList<>(variables.inPod());
        environment.add(new EnvVarBuilder()
                .withName("KECS_TASK_IP")
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.podIP")
                .endValueFrom()
                .build());
        if (!container.dependsOn().isEmpty()) {
            environment.add(StartGate.variable(task.launch().task(), KubernetesNames.label(container.name())));
        }
        return environment;
    }

    /// Kubernetes would expand `$(NAME)`; ECS takes it as it is.
    static String escaped(String text) {
        return text.replace("$(", "$$(");
    }

    private static List<String> escaped(List<String> words) {
        return words.stream().map(Containers::escaped).toList();
    }

    private static List<ContainerPort> ports(ContainerDefinition container) {
        return container.portMappings().stream()
                .filter(mapping -> mapping.containerPort() != null)
                .map(mapping -> new ContainerPortBuilder()
                        .withContainerPort(mapping.containerPort())
                        .withProtocol(protocol(mapping).toUpperCase(Locale.ROOT))
                        .build())
                .distinct()
                .toList();
    }

    static PodPlan.Container plan(ContainerDefinition container) {
        Map<String, String> dependsOn = new LinkedHashMap<>();
        container.dependsOn().forEach(each -> dependsOn.put(each.containerName(), each.conditionAsString()));
        return new PodPlan.Container(
                container.name(),
                KubernetesNames.label(container.name()),
                dependsOn,
                HealthProbe.plan(container),
                container.portMappings().stream()
                        .filter(mapping -> mapping.containerPort() != null)
                        .map(mapping -> new PodPlan.Port(mapping.containerPort(), protocol(mapping)))
                        .distinct()
                        .toList());
    }

    private static String protocol(PortMapping mapping) {
        return Optional.ofNullable(mapping.protocol()).orElse(TransportProtocol.TCP) == TransportProtocol.UDP
                ? "udp"
                : "tcp";
    }
}
