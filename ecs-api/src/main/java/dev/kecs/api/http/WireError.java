package dev.kecs.api.http;

import dev.kecs.ecs.failure.EcsFailure;

/// An error as it goes over the wire.
///
/// @param type the value of `__type`
record WireError(int status, String type, String message) {
    /// The one mapper from domain failures: client errors are 400, KECS's own are 500, as in the API's model.
    static WireError of(EcsFailure failure) {
        return new WireError(failure instanceof EcsFailure.Server ? 500 : 400, failure.code(), failure.message());
    }

    static WireError serialization(String message) {
        return new WireError(400, "SerializationException", message);
    }
}
