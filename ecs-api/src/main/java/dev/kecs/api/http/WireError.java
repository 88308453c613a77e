package dev.kecs.api.http;

import dev.kecs.ecs.failure.EcsFailure;
import java.util.List;

/// An error as it goes over the wire.
///
/// @param type the value of `__type`
/// @param resources what the refusal is about, where its shape has `resourceIds`; else empty
record WireError(int status, String type, String message, List<String> resources) {
    WireError(int status, String type, String message) {
        this(status, type, message, List.of());
    }

    /// The one mapper from domain failures: client errors are 400, KECS's own are 500, as in the API's model.
    static WireError of(EcsFailure failure) {
        return new WireError(
                failure instanceof EcsFailure.Server ? 500 : 400,
                failure.code(),
                failure.message(),
                failure instanceof EcsFailure.Conflict conflict ? conflict.resources() : List.of());
    }

    static WireError serialization(String message) {
        return new WireError(400, "SerializationException", message);
    }
}
