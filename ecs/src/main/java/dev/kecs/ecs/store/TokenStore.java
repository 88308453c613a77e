package dev.kecs.ecs.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Client tokens of requests that were carried out, so that a repeated request is answered, not repeated.
public interface TokenStore {
    /// @param key operation, cluster ARN and token, joined by spaces
    /// @param fingerprint of the request's parameters: same token with another fingerprint is a conflict
    /// @param resources ARNs of what the request made
    record Use(String key, String fingerprint, List<String> resources, Instant at) {
        public Use {
            resources = List.copyOf(resources);
        }
    }

    Optional<Use> find(String key);

    void put(Use use);

    /// Forgets tokens used before `limit`.
    void removeBefore(Instant limit);
}
