package dev.kecs.server.engine;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.engine.process.Surroundings;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.server.settings.InstanceSettings;
import dev.kecs.server.settings.KubernetesOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Builds the chosen engine.
///
/// @param kubernetes what the command line says of the Kubernetes cluster
/// @param environment this process's own
/// @param distribution the image's root, where the built-in programs are
public record Engines(
        InstancePaths paths,
        InstanceSettings chosen,
        KubernetesOptions kubernetes,
        Map<String, String> environment,
        Path distribution,
        InstantSource clock) {
    public TaskEngine build(EngineKind kind, AddressLeases leases, Surroundings surroundings, HostDoors doors)
            throws IOException {
        return switch (kind) {
            case PROCESS -> Processes.engine(this, leases, surroundings);
            case KUBERNETES -> Pods.engine(this, aws(surroundings, doors));
            case K3D -> K3dPods.engine(this, aws(surroundings, doors));
        };
    }

    /// Removes what the instance has made under engines that it was started with earlier. Blocks, minutes at most.
    ///
    /// @param kind the engine of now, which removes its own
    /// @throws EngineException when something could not be removed
    public void removeFormer(EngineKind kind) throws IOException, InterruptedException {
        if (kind != EngineKind.K3D) {
            K3dPods.removeAll(this);
        }
        if (kind != EngineKind.KUBERNETES) {
            Pods.removeAll(this);
        }
    }

    /// Tasks that do not reach the emulator are not told of it: an SDK would send its calls to AWS.
    private static AwsForTasks aws(Surroundings surroundings, HostDoors doors) {
        return new AwsForTasks(
                (task, environment) -> {
                    Map<String, String> missing = surroundings.services().missing(task, environment);
                    return missing.containsKey("AWS_ENDPOINT_URL") || environment.containsKey("AWS_ENDPOINT_URL")
                            ? missing
                            : Map.of();
                },
                doors,
                surroundings.secrets());
    }
}
