package dev.kecs.ecs.command;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.TokenStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers a repeated request with what the first one made (source: "Idempotency" in the ECS API reference).
/// Stateless; called from many threads.
public record Tokens(Stores stores, InstantSource clock) {
    /// How long a token is remembered (source: the ECS API reference, "Ensuring idempotency": 24 hours).
    static final Duration REMEMBERED = Duration.ofHours(24);

    /// A request that can be repeated.
    ///
    /// @param fingerprint of all its parameters
    public record Repeatable(String operation, ClusterArn cluster, String token, String fingerprint) {
        String key() {
            return operation + " " + cluster + " " + token;
        }
    }

    /// In one step: what was made for the same token, or what `make` makes now.
    ///
    /// @param make gives the ARNs of what it made
    /// @throws EcsException when the token came with other parameters before
    public List<String> once(Repeatable request, Supplier<List<String>> make) {
        return stores.atomically(() -> {
            stores.tokens().removeBefore(clock.instant().minus(REMEMBERED));
            Optional<TokenStore.Use> before = stores.tokens().find(request.key());
            if (before.isPresent()) {
                if (!before.get().fingerprint().equals(request.fingerprint())) {
                    throw new EcsException(new EcsFailure.Conflict(
                            "The client token '" + request.token()
                                    + "' was used before with other parameters; use a new token for a new request.",
                            before.get().resources()));
                }
                return before.get().resources();
            }
            List<String> made = make.get();
            stores.tokens().put(new TokenStore.Use(request.key(), request.fingerprint(), made, clock.instant()));
            return made;
        });
    }
}
