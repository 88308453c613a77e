package dev.kecs.engine.kubernetes.front;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.engine.kubernetes.pod.PodPlan;
import dev.kecs.engine.kubernetes.pod.StartGate;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The Kubernetes Services that KECS makes: one for each task that this host must reach, and one in front of all
/// tasks of an ECS service.
public record Fronts(Marks marks, String namespace) {
    /// Leads to one task, ready or not: whether it may get connections is decided where targets are resolved. It
    /// goes with its pod.
    ///
    /// @param nodePorts those to have again, by [#key]; any free one where it says nothing
    public Service ofTask(TaskArn task, PodPlan plan, Pod pod, Map<String, Integer> nodePorts) {
        return leadingTo(
                pod,
                task,
                KubernetesNames.pod(task),
                plan.ports().stream()
                        .map(port -> port(
                                port, Optional.ofNullable(nodePorts.get(key(port.containerPort(), port.protocol())))))
                        .toList());
    }

    /// Leads to one port of a task, at this node port. It goes with its pod.
    public Service ofPort(TaskPort port, int nodePort, Pod pod) {
        ServiceExposure.Port named = new ServiceExposure.Port("", port.containerPort(), port.protocol());
        Service service =
                leadingTo(pod, port.task(), KubernetesNames.port(port), List.of(port(named, Optional.of(nodePort))));
        service.getMetadata().getLabels().put(Marks.PORT, key(port.containerPort(), port.protocol()));
        return service;
    }

    private Service leadingTo(Pod pod, TaskArn task, String name, List<ServicePort> ports) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Marks.TASK_ARN, task.toString());
        annotations.put(Marks.CLUSTER_ARN, task.cluster().toString());
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Marks.own(pod))
                .withAnnotations(annotations)
                .withOwnerReferences(StartGate.ownedBy(pod))
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withPublishNotReadyAddresses(true)
                .withSelector(Map.of(Marks.INSTANCE_ID, marks.id(), Marks.TASK, task.id()))
                .withPorts(ports)
                .endSpec()
                .build();
    }

    /// Leads to the ready ones of a service's tasks, and is called in its cluster as the service is.
    ///
    /// @param nodePorts those to have again, by [#key]; any free one where it says nothing
    public Service ofService(ServiceExposure exposure, Map<String, Integer> nodePorts) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(Marks.SERVICE_ARN, exposure.service().toString());
        annotations.put(Marks.CLUSTER_ARN, exposure.service().cluster().toString());
        Map<String, String> labels = marks.labels(exposure.service().cluster());
        labels.put(Marks.SERVICE, KubernetesNames.value(exposure.service().name()));
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(KubernetesNames.service(exposure.service()))
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withType(exposure.publicIp() ? "NodePort" : "ClusterIP")
                .withSelector(Map.of(
                        Marks.INSTANCE_ID,
                        marks.id(),
                        Marks.SERVICE,
                        KubernetesNames.value(exposure.service().name())))
                .withPorts(exposure.ports().stream()
                        .distinct()
                        .map(port -> port(
                                port,
                                exposure.publicIp()
                                        ? Optional.ofNullable(nodePorts.get(key(port.containerPort(), port.protocol())))
                                        : Optional.empty()))
                        .toList())
                .endSpec()
                .build();
    }

    /// Names a port within a Service.
    public static String key(int containerPort, String protocol) {
        return protocol + "-" + containerPort;
    }

    private static ServicePort port(ServiceExposure.Port port, Optional<Integer> nodePort) {
        return new ServicePortBuilder()
                .withName(key(port.containerPort(), port.protocol()))
                .withProtocol(port.protocol().toUpperCase(Locale.ROOT))
                .withPort(port.containerPort())
                .withTargetPort(new IntOrString(port.containerPort()))
                .withNodePort(nodePort.orElse(null))
                .build();
    }

    /// The node ports that a Service has, by [#key].
    public static Map<String, Integer> nodePorts(Service service) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (ServicePort port : service.getSpec().getPorts()) {
            if (port.getNodePort() != null && port.getNodePort() > 0) {
                ports.put(key(port.getPort(), port.getProtocol().toLowerCase(Locale.ROOT)), port.getNodePort());
            }
        }
        return ports;
    }

    /// Where the ports are reached from this host, by way of a node's address; those without a node port are not.
    public static List<PortBinding> bindings(List<ServiceExposure.Port> ports, Service service, String address) {
        Map<String, Integer> nodePorts = nodePorts(service);
        List<PortBinding> bindings = new ArrayList<>();
        for (ServiceExposure.Port port : ports) {
            Optional.ofNullable(nodePorts.get(key(port.containerPort(), port.protocol())))
                    .ifPresent(nodePort -> bindings.add(new PortBinding(
                            port.container(), port.containerPort(), port.protocol(), address, nodePort)));
        }
        return bindings;
    }

    /// Whether it leads where the other one does, whatever addresses and ports Kubernetes has given it.
    public static boolean leadAlike(Service one, Service other) {
        return one.getSpec().getType().equals(other.getSpec().getType())
                && one.getSpec().getSelector().equals(other.getSpec().getSelector())
                && keys(one).equals(keys(other));
    }

    private static List<String> keys(Service service) {
        return service.getSpec().getPorts().stream()
                .map(port -> key(port.getPort(), port.getProtocol().toLowerCase(Locale.ROOT)))
                .sorted()
                .toList();
    }
}
