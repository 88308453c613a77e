package dev.kecs.protocol.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What kecs-server says of its AWS emulator.
///
/// @param kind `localstack`, `moto` or `external`
/// @param state `starting`, `ready` or `failed`
/// @param url where it answers; null unless it is ready
/// @param message what is being done, or why it failed and what to do
public record AwsEmulatorStatus(
        String kind,
        String state,
        @Nullable String url,
        @Nullable String message) {
    public AwsEmulatorStatus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
    }
}
