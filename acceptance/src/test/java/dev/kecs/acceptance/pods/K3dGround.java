package dev.kecs.acceptance.pods;

import dev.kecs.acceptance.forward.PeerGround;
import dev.kecs.acceptance.product.Kecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Pods of the Kubernetes clusters that an instance has k3d make. Any thread may use it.
///
/// @param reach how the host reaches them, as kecs.yaml says it
record K3dGround(String reach) implements PeerGround {
    @Override
    public Kecs start() throws IOException {
        return Kecs.started(settings(), startOptions());
    }

    String[] startOptions() {
        return new String[] {"--engine", "k3d"};
    }

    String settings() {
        return "k3d: {" + reach + "}\n";
    }

    @Override
    public ContainerDefinition.Builder program(String mode) {
        return PodGround.container(mode);
    }

    @Override
    public long kill(Kecs kecs, String task) {
        return pods(kecs, task).kill(kecs, task);
    }

    @Override
    public void letGo(Kecs kecs, String task, String container) {
        pods(kecs, task).letGo(kecs, task, container);
    }

    /// In that of the instance's Kubernetes clusters where the task's pod is.
    private static PodGround pods(Kecs kecs, String task) {
        Path directory = kecs.home().instance(Kecs.INSTANCE).resolve("k3d");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> new PodGround(new Kubectl(file)))
                    .filter(ground -> ground.has(task))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
