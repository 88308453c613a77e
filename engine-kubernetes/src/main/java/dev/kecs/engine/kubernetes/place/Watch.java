package dev.kecs.engine.kubernetes.place;

import dev.kecs.engine.kubernetes.cluster.KubernetesPlace;
import dev.kecs.engine.kubernetes.name.Marks;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a copy of this instance's pods and Services in one namespace. The copies belong to the client's threads and
/// may be read by any; whoever listens is called on the client's threads. After a gap, whatever its cause, all is
/// listed anew: what has changed and what is gone is told then.
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration TELL_AGAIN_EVERY = Duration.ofMinutes(1);

    /// Who is told.
    interface Ears {
        void pod(Pod pod);

        void podDeleted(Pod last);

        void service(Service service);

        void serviceDeleted(Service last);

        /// Both copies are whole for the first time.
        void synchronised();
    }

    private final KubernetesClient client;
    private final String namespace;
    private final Ears ears;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Service> services;
    // Kept so that it can be cancelled; used by the cluster's thread.
    private CompletableFuture<Void> synchronised = new CompletableFuture<>();

    Watch(KubernetesPlace place, Marks marks, Ears ears) {
        this.client = new KubernetesClientBuilder().withConfig(place.config()).build();
        this.namespace = place.namespace();
        this.ears = ears;
        this.pods = client.pods()
                .inNamespace(namespace)
                .withLabel(Marks.INSTANCE_ID, marks.id())
                .runnableInformer(TELL_AGAIN_EVERY.toMillis());
        this.services = client.services()
                .inNamespace(namespace)
                .withLabel(Marks.INSTANCE_ID, marks.id())
                .runnableInformer(TELL_AGAIN_EVERY.toMillis());
    }

    void start() {
        pods.exceptionHandler((started, failure) -> again("pods", failure));
        services.exceptionHandler((started, failure) -> again("services", failure));
        pods.addEventHandler(handler(ears::pod, ears::podDeleted));
        services.addEventHandler(handler(ears::service, ears::serviceDeleted));
        synchronised = CompletableFuture.allOf(
                        pods.start().toCompletableFuture(), services.start().toCompletableFuture())
                .thenRun(ears::synchronised);
    }

    private boolean again(String what, Throwable failure) {
        LOG.warn("Watching the {} of {} is tried again: {}", what, namespace, failure.getMessage());
        return true;
    }

    private static <T> ResourceEventHandler<T> handler(Consumer<T> there, Consumer<T> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                there.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                there.accept(object);
            }

            @Override
            public void onDelete(T last, boolean finalStateUnknown) {
                gone.accept(last);
            }
        };
    }

    KubernetesClient client() {
        return client;
    }

    List<Pod> pods() {
        return pods.getStore().list();
    }

    Optional<Pod> pod(String name) {
        return Optional.ofNullable(pods.getStore().getByKey(key(name)));
    }

    List<Service> services() {
        return services.getStore().list();
    }

    Optional<Service> service(String name) {
        return Optional.ofNullable(services.getStore().getByKey(key(name)));
    }

    private String key(String name) {
        return namespace + "/" + name;
    }

    /// An address of a node, by which this host reaches node ports: a ready node's, or, where nodes may not be
    /// listed, that of a node with one of the pods.
    Optional<String> nodeAddress() {
        try {
            Optional<String> ready = client.nodes().list().getItems().stream()
                    .filter(Watch::isReady)
                    .flatMap(node -> internalAddress(node).stream())
                    .findFirst();
            if (ready.isPresent()) {
                return ready;
            }
        } catch (KubernetesClientException refused) {
            LOG.debug("Nodes cannot be listed: {}", refused.getMessage());
        }
        return pods().stream()
                .map(Pod::getStatus)
                .flatMap(status -> Optional.ofNullable(status).map(PodStatus::getHostIP).stream())
                .findFirst();
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
    }

    private static Optional<String> internalAddress(Node node) {
        return node.getStatus().getAddresses().stream()
                .filter(each -> "InternalIP".equals(each.getType()))
                .map(NodeAddress::getAddress)
                .findFirst();
    }

    /// Why no node takes the pod; empty while one may.
    static Optional<String> unschedulable(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).stream()
                .flatMap(List::stream)
                .filter(each -> "PodScheduled".equals(each.getType()) && "Unschedulable".equals(each.getReason()))
                .flatMap(each -> Optional.ofNullable(each.getMessage()).stream())
                .findFirst();
    }

    @Override
    public void close() {
        synchronised.cancel(false);
        pods.stop();
        services.stop();
        client.close();
    }
}
