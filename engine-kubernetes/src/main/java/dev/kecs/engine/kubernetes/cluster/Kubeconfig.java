package dev.kecs.engine.kubernetes.cluster;

import dev.kecs.ecs.engine.EngineException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Names a Kubernetes cluster in a kubeconfig file. The file is read anew each time, so that fresh credentials count.
///
/// @param context the file's current one when empty
public record Kubeconfig(Path file, Optional<String> context) {
    private static final int REQUEST_TIMEOUT_MILLIS = 15_000;
    private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

    /// @throws EngineException when the file cannot be read or has no such context
    Config read() {
        if (!Files.isReadable(file)) {
            throw new EngineException("There is no kubeconfig file " + file
                    + "; name one with --kubeconfig, or under kubernetes.kubeconfig in kecs.yaml");
        }
        try {
            Config config = Config.fromKubeconfig(context.orElse(null), file.toFile());
            if (context.isPresent()
                    && (config.getCurrentContext() == null
                            || !context.get().equals(config.getCurrentContext().getName()))) {
                throw new EngineException("Kubeconfig file " + file + " has no context '" + context.get()
                        + "'; kubectl config get-contexts lists them");
            }
            return configured(config);
        } catch (KubernetesClientException unreadable) {
            throw new EngineException("Kubeconfig file " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /// With the context that counts now, so that it counts from now on.
    ///
    /// @throws EngineException when the file cannot be read or has no such context
    public Kubeconfig settled() {
        Config config = read();
        return new Kubeconfig(
                file,
                context.or(() -> Optional.ofNullable(config.getCurrentContext()).map(NamedContext::getName)));
    }

    /// How an API server is talked to, however it was found.
    public static Config configured(Config config) {
        return new ConfigBuilder(config)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(CONNECTION_TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .withWatchReconnectInterval(500)
                .build();
    }

    String described() {
        return file + context.map(name -> ", context " + name).orElse("");
    }
}
