package dev.kecs.engine.kubernetes.front;

import dev.kecs.ecs.cluster.RouteHost;
import dev.kecs.ecs.engine.ServiceExposure;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpec;
import io.fabric8.kubernetes.api.model.networking.v1.IngressSpecBuilder;
import java.util.Optional;

/// HTTP routes to the Services in front of ECS services, for the Traefik of a Kubernetes cluster. Pure.
public final class Routes {
    /// The class that k3s's Traefik serves.
    private static final String CLASS = "traefik";

    private Routes() {}

    /// Leads the service's host name to its first TCP port. It goes with its Service. Empty when the service has no
    /// such port, or a name that no host can have.
    ///
    /// @param front as the API server knows it
    public static Optional<Ingress> to(ServiceExposure exposure, Service front) {
        Optional<ServiceExposure.Port> port = exposure.ports().stream()
                .filter(each -> each.protocol().equals("tcp"))
                .findFirst();
        Optional<String> host = RouteHost.of(exposure.service());
        if (port.isEmpty() || host.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IngressBuilder()
                .withNewMetadata()
                .withName(front.getMetadata().getName())
                .withNamespace(front.getMetadata().getNamespace())
                .withLabels(front.getMetadata().getLabels())
                .withAnnotations(front.getMetadata().getAnnotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Service")
                        .withName(front.getMetadata().getName())
                        .withUid(front.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withSpec(leading(
                        host.get(), front.getMetadata().getName(), port.get().containerPort()))
                .build());
    }

    /// Every path of a host to one Service.
    static IngressSpec leading(String host, String service, int port) {
        return new IngressSpecBuilder()
                .withIngressClassName(CLASS)
                .addNewRule()
                .withHost(host)
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(service)
                .withNewPort()
                .withNumber(port)
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .endRule()
                .build();
    }
}
