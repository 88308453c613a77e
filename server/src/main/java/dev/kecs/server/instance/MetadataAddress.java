package dev.kecs.server.instance;

import dev.kecs.api.metadata.TaskMetadata;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.process.MetadataUrls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The URL of the task metadata, known once the API listens. Set by the main thread, read by the engine's.
final class MetadataAddress implements MetadataUrls {
    private volatile @Nullable String base;

    /// @param bind where the API listens; a wildcard address is reached through loopback
    void servedBy(String bind, int port) {
        String host = switch (bind) {
            case "0.0.0.0", "localhost" -> "127.0.0.1";
            case "::", "::1" -> "[::1]";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
        base = "http://" + host + ":" + port;
    }

    /// Where this host's tasks reach the API; empty before it listens.
    Optional<String> base() {
        return Optional.ofNullable(base);
    }

    @Override
    public Optional<String> of(TaskArn task, String container) {
        return Optional.ofNullable(base).map(url -> url + TaskMetadata.path(task.id(), container));
    }
}
