package dev.kecs.engine.kubernetes.command;

import dev.kecs.engine.kubernetes.pod.StartGate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// What is asked of the API server. Each command may be repeated. All throw [KubernetesClientException] when it
/// refuses or does not answer. Used by the cluster's thread.
public record PodCommands(KubernetesClient client, String namespace) {
    /// Kubernetes' status code for an object that is well formed and not allowed.
    public static final int UNPROCESSABLE = 422;

    private static final String TOUCHED = "kecs.dev/touched";

    /// @return the pod as it is now; empty when one of that name was there
    public Optional<Pod> create(Pod pod) {
        try {
            return Optional.of(client.pods().resource(pod).create());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    public Optional<Pod> find(String name) {
        return Optional.ofNullable(pod(name).get());
    }

    /// Ends a pod's containers and keeps the pod, its exit codes and its logs: a deadline that has passed. Kubernetes
    /// knows no other way of stopping a pod that does not delete it.
    public Pod passDeadline(Pod pod) {
        return pod(pod.getMetadata().getName())
                .edit(now -> new PodBuilder(now)
                        .editSpec()
                        .withActiveDeadlineSeconds(1L)
                        .endSpec()
                        .build());
    }

    /// Takes the pod away at once; for one that has ended, that no node has, or whose node is gone.
    public void remove(String name) {
        pod(name).withGracePeriod(0).delete();
    }

    /// Lets held containers start, and has the node look at the pod now rather than at its next turn.
    public void open(Pod pod, Collection<String> podContainers, Instant now) {
        client.configMaps().resource(StartGate.open(pod, podContainers)).serverSideApply();
        touch(pod, now);
    }

    public void touch(Pod pod, Instant now) {
        pod(pod.getMetadata().getName())
                .edit(found -> new PodBuilder(found)
                        .editMetadata()
                        .addToAnnotations(TOUCHED, now.toString())
                        .endMetadata()
                        .build());
    }

    public void removeSecret(String name) {
        client.secrets().inNamespace(namespace).withName(name).delete();
    }

    public Service create(Service service) {
        return client.services().resource(service).create();
    }

    public Service replace(Service service) {
        return client.services().resource(service).update();
    }

    /// Makes it, or changes it to this.
    public void put(HasMetadata object) {
        client.resource(object).forceConflicts().serverSideApply();
    }

    /// Makes it, or changes it to this.
    public void route(Ingress route) {
        client.network().v1().ingresses().resource(route).serverSideApply();
    }

    /// One that is not there is fine.
    public void remove(HasMetadata object) {
        client.resource(object).delete();
    }

    public Optional<Service> findService(String name) {
        return Optional.ofNullable(
                client.services().inNamespace(namespace).withName(name).get());
    }

    public void annotateService(String name, String key, String value) {
        client.services()
                .inNamespace(namespace)
                .withName(name)
                .edit(found -> new ServiceBuilder(found)
                        .editMetadata()
                        .addToAnnotations(key, value)
                        .endMetadata()
                        .build());
    }

    public void removeService(String name) {
        client.services().inNamespace(namespace).withName(name).delete();
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }
}
