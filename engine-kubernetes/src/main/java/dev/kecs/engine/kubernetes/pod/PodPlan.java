package dev.kecs.engine.kubernetes.pod;

import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import tools.jackson.databind.json.JsonMapper;

/// What the engine must know of a task besides its pod, to go on with it after a restart: kept in the pod's annotation
/// `kecs.dev/plan`.
///
/// @param publicIp whether this host must reach the task's ports
/// @param containers in the task definition's order
public record PodPlan(boolean publicIp, List<Container> containers) {
    private static final String ANNOTATION = "kecs.dev/plan";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public PodPlan {
        containers = List.copyOf(containers);
    }

    /// @param name as the task definition gives it
    /// @param podName as the pod gives it
    /// @param dependsOn other containers' names and ECS's condition names
    public record Container(
            String name, String podName, Map<String, String> dependsOn, Optional<Check> check, List<Port> ports) {
        public Container {
            dependsOn = Map.copyOf(dependsOn);
            ports = List.copyOf(ports);
        }

        /// What [dev.kecs.ecs.engine.ContainerOrder] needs of a container.
        public ContainerDefinition dependencies() {
            return ContainerDefinition.builder()
                    .name(name)
                    .dependsOn(dependsOn.entrySet().stream()
                            .map(each -> ContainerDependency.builder()
                                    .containerName(each.getKey())
                                    .condition(each.getValue())
                                    .build())
                            .toList())
                    .build();
        }
    }

    /// A health check; times in seconds.
    ///
    /// @param startPeriod in which failures do not count
    /// @param verdict after the start by which a container that was never healthy has failed `retries` checks
    public record Check(int startPeriod, int verdict) {}

    /// @param protocol `tcp` or `udp`
    public record Port(int number, String protocol) {}

    /// Every port with its container.
    public List<ServiceExposure.Port> ports() {
        return containers.stream()
                .flatMap(container -> container.ports().stream()
                        .map(port -> new ServiceExposure.Port(container.name(), port.number(), port.protocol())))
                .toList();
    }

    void writeTo(Map<String, String> annotations) {
        annotations.put(ANNOTATION, JSON.writeValueAsString(this));
    }

    /// Empty when the pod carries none.
    public static Optional<PodPlan> of(Pod pod) {
        return Marks.annotation(pod, ANNOTATION).map(text -> JSON.readValue(text, PodPlan.class));
    }
}
