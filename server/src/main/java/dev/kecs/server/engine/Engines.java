package dev.kecs.server.engine;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.engine.process.Surroundings;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.server.settings.InstanceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Builds the chosen engine.
///
/// @param environment this process's own
/// @param distribution the image's root, where the built-in programs are
public record Engines(
        InstancePaths paths,
        InstanceSettings chosen,
        Map<String, String> environment,
        Path distribution,
        InstantSource clock) {
    public TaskEngine build(EngineKind kind, AddressLeases leases, Surroundings surroundings) throws IOException {
        return switch (kind) {
            case PROCESS -> Processes.engine(this, leases, surroundings);
            case KUBERNETES -> Pods.engine(this);
        };
    }
}
