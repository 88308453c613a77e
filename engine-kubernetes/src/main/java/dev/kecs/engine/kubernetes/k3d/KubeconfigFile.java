package dev.kecs.engine.kubernetes.k3d;

import dev.kecs.ecs.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The kubeconfig of one Kubernetes cluster, readable by the user alone. It is KECS's own; people may read it:
/// `kubectl --kubeconfig`.
record KubeconfigFile(Path file) {
    static KubeconfigFile of(K3dSettings settings, K3dName name) {
        return new KubeconfigFile(settings.directory().resolve(name + ".yaml"));
    }

    /// @param told by k3d, which does not know the port that Docker chose
    /// @param address of the API server, `127.0.0.1:32768`
    /// @return what was written
    String write(String told, String address) {
        String text = told.replaceAll("(?m)^(\\s*server:).*$", "$1 https://" + address);
        try {
            Files.createDirectories(file.getParent(), mode("rwx------"));
            Path fresh = Files.createTempFile(file.getParent(), "kubeconfig", ".partial", mode("rw-------"));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new EngineException("Cannot write " + file + ": " + failure.getMessage(), failure);
        }
        return text;
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new EngineException("Cannot delete " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
