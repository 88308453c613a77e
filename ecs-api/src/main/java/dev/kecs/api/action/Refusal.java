package dev.kecs.api.action;

import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.failure.EcsFailure;

/// Shorthand for the refusals that actions make themselves.
public final class Refusal {
    private Refusal() {}

    public static EcsException invalid(String message) {
        return new EcsException(new EcsFailure.InvalidParameter(message));
    }

    public static EcsException unsupported(String message) {
        return new EcsException(new EcsFailure.UnsupportedFeature(message));
    }

    public static EcsException client(String message) {
        return new EcsException(new EcsFailure.Client(message));
    }
}
