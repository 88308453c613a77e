package dev.kecs.server.engine;

import dev.kecs.ecs.engine.TaskEngine;
import dev.kecs.ecs.engine.environment.AwsForTasks;
import dev.kecs.engine.kubernetes.KubernetesEngine;
import dev.kecs.engine.kubernetes.cluster.Kubeconfig;
import dev.kecs.engine.kubernetes.cluster.KubeconfigClusters;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.server.settings.KubernetesSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Builds the engine `kubernetes`. Which Kubernetes cluster it is, is settled once: by the command line, by
/// `kecs.yaml`, or else by what
/// `kubectl` would use when the instance is started for the first time. A later `kubectl config use-context` does
/// not send the instance's tasks elsewhere.
final class Pods {
    private Pods() {}

    static TaskEngine engine(Engines from, AwsForTasks aws) throws IOException {
        KubernetesSettings settings = from.chosen().kubernetes().under(from.kubernetes());
        Optional<KubernetesMemory> remembered =
                KubernetesMemory.read(from.paths().kubernetes());
        Path file = settings.kubeconfig()
                .or(() -> remembered
                        .map(KubernetesMemory::kubeconfig)
                        .filter(earlier -> !earlier.isEmpty())
                        .map(Path::of))
                .orElseGet(() -> usual(from));
        Optional<String> context = settings.context()
                .or(() -> remembered
                        .filter(earlier -> earlier.kubeconfig().equals(file.toString()))
                        .map(KubernetesMemory::context));
        Kubeconfig kubeconfig = new Kubeconfig(file, context).settled();
        KubernetesMemory memory = new KubernetesMemory(
                remembered.map(KubernetesMemory::id).orElseGet(KubernetesMemory::newId),
                file.toString(),
                kubeconfig.context().orElse(""));
        memory.write(from.paths().kubernetes());
        Marks marks = new Marks(from.paths().name().value(), memory.id());
        return new KubernetesEngine(
                new KubeconfigClusters(kubeconfig, settings.namespacePrefix(), marks), marks, aws, from.clock());
    }

    /// Nothing is asked where the instance has never used this engine.
    static void removeAll(Engines from) throws IOException {
        Optional<KubernetesMemory> used = KubernetesMemory.read(from.paths().kubernetes())
                .filter(memory -> !memory.kubeconfig().isEmpty());
        if (used.isPresent()) {
            KubernetesMemory memory = used.get();
            Kubeconfig kubeconfig = new Kubeconfig(
                    Path.of(memory.kubeconfig()), Optional.of(memory.context()).filter(context -> !context.isEmpty()));
            Marks marks = new Marks(from.paths().name().value(), memory.id());
            new KubeconfigClusters(kubeconfig, from.chosen().kubernetes().namespacePrefix(), marks)
                    .removeAll(List.of());
        }
    }

    /// The file that `kubectl` would read first.
    private static Path usual(Engines from) {
        String named = from.environment().getOrDefault("KUBECONFIG", "");
        List<String> files = List.of(named.split(File.pathSeparator, -1));
        return files.getFirst().isEmpty()
                ? Path.of(System.getProperty("user.home"), ".kube", "config")
                : Path.of(files.getFirst()).toAbsolutePath();
    }
}
