package dev.kecs.engine.kubernetes.front;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.Map;

/// Leads HTTP requests for the host `localhost`, at the cluster's Traefik port, to a port of this host: a Service that
/// selects no pods, its one endpoint, and an Ingress. Pure.
///
/// @param address this host's, as pods reach it
public record HostRoute(Marks marks, String namespace, ClusterArn cluster, String address, int port) {
    /// No ECS service has a name that begins so.
    private static final String NAME = "kecs-aws";

    private static final String PORT = "http";

    /// In the order in which they are to be made.
    public List<HasMetadata> objects() {
        return List.of(
                new ServiceBuilder()
                        .withMetadata(metadata(Map.of()))
                        .withNewSpec()
                        .withPorts(new ServicePortBuilder()
                                .withName(PORT)
                                .withProtocol("TCP")
                                .withPort(port)
                                .withTargetPort(new IntOrString(port))
                                .build())
                        .endSpec()
                        .build(),
                new EndpointSliceBuilder()
                        .withMetadata(metadata(Map.of("kubernetes.io/service-name", NAME)))
                        .withAddressType("IPv4")
                        .withPorts(new EndpointPortBuilder()
                                .withName(PORT)
                                .withProtocol("TCP")
                                .withPort(port)
                                .build())
                        .addNewEndpoint()
                        .withAddresses(address)
                        .withNewConditions()
                        .withReady(true)
                        .endConditions()
                        .endEndpoint()
                        .build(),
                new IngressBuilder()
                        .withMetadata(metadata(Map.of()))
                        .withSpec(Routes.leading("localhost", NAME, port))
                        .build());
    }

    private ObjectMeta metadata(Map<String, String> more) {
        return new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(marks.labels(cluster))
                .addToLabels(more)
                .withAnnotations(Map.of(Marks.CLUSTER_ARN, cluster.toString()))
                .build();
    }
}
