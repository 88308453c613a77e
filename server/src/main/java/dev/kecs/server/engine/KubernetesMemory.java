package dev.kecs.server.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What an instance keeps of its Kubernetes cluster between two starts, in `kubernetes.json`.
///
/// @param id sixteen hexadecimal digits on all that the instance makes there, so that another instance of the same name
///     never takes it for its own
/// @param kubeconfig empty when it has only used Kubernetes clusters of its own
/// @param context empty when the kubeconfig file names none
record KubernetesMemory(String id, String kubeconfig, String context) {
    private static final int ID_BYTES = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Optional<KubernetesMemory> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), KubernetesMemory.class))
                : Optional.empty();
    }

    static KubernetesMemory ofOwnClusters(String id) {
        return new KubernetesMemory(id, "", "");
    }

    static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Replaces the file in one step.
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(fresh, JSON.writeValueAsString(this) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
