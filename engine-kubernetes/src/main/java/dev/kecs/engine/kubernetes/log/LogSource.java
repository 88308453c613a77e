package dev.kecs.engine.kubernetes.log;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.BytesLimitTerminateTimeTailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.Loggable;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One container's log at the API server; each line begins with the time at which the node took it.
///
/// @param container the pod's name of it
/// @param hasEnded whether the container will never write again; any thread may ask
public record LogSource(
        KubernetesClient client, String namespace, String pod, String container, BooleanSupplier hasEnded) {
    /// All there is now, from this second on.
    InputStream read(Optional<Instant> since) {
        return loggable(since).getLogInputStream();
    }

    /// All there is and all that comes, until the container ends or the watch is closed.
    LogWatch follow(Optional<Instant> since) {
        return loggable(since).watchLog();
    }

    /// The API server knows whole seconds only.
    private Loggable loggable(Optional<Instant> since) {
        BytesLimitTerminateTimeTailPrettyLoggable stamped = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .inContainer(container)
                .withReadyWaitTimeout(0)
                .usingTimestamps();
        return since.<Loggable>map(time ->
                        stamped.sinceTime(time.truncatedTo(ChronoUnit.SECONDS).toString()))
                .orElse(stamped);
    }
}
