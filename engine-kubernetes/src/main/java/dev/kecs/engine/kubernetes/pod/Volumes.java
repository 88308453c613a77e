package dev.kecs.engine.kubernetes.pod;

import dev.kecs.engine.kubernetes.name.KubernetesNames;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

/// A task's volumes and where its containers see them. One with a `host.sourcePath` is that directory of the node;
/// every other is empty at the task's start and gone with it.
final class Volumes {
    private static final String SHARED_MEMORY = "/dev/shm";
    private final Map<String, Volume> volumes = new LinkedHashMap<>();
    private final Map<String, List<VolumeMount>> mounts = new LinkedHashMap<>();

    private Volumes() {}

    static Volumes of(Launched task) {
        Volumes volumes = new Volumes();
        task.launch().definition().volumes().forEach(volumes::declare);
        task.containers().forEach(volumes::mount);
        task.containers().forEach(volumes::mountMemory);
        task.containers().forEach(container -> volumes.mountFromOthers(container, task.containers()));
        return volumes;
    }

    private void declare(software.amazon.awssdk.services.ecs.model.Volume volume) {
        String name = "v-" + KubernetesNames.label(volume.name());
        VolumeBuilder builder = new VolumeBuilder().withName(KubernetesNames.label(name));
        Optional<String> path = Optional.ofNullable(volume.host())
                .map(host -> host.sourcePath())
                .filter(text -> !text.isEmpty());
        if (path.isPresent()) {
            builder.withNewHostPath(path.get(), "DirectoryOrCreate");
        } else {
            builder.withEmptyDir(new EmptyDirVolumeSource());
        }
        volumes.put(volume.name(), builder.build());
    }

    private void mount(ContainerDefinition container) {
        container.mountPoints().stream()
                .flatMap(point -> mounted(point, false).stream())
                .forEach(of(container)::add);
    }

    private Optional<VolumeMount> mounted(MountPoint point, boolean readOnly) {
        return Optional.ofNullable(volumes.get(point.sourceVolume()))
                .map(volume -> new VolumeMountBuilder()
                        .withName(volume.getName())
                        .withMountPath(point.containerPath())
                        .withReadOnly(readOnly || Boolean.TRUE.equals(point.readOnly()))
                        .build());
    }

    private void mountFromOthers(ContainerDefinition container, List<ContainerDefinition> all) {
        for (VolumeFrom from : container.volumesFrom()) {
            all.stream()
                    .filter(other -> other.name().equals(from.sourceContainer()))
                    .flatMap(other -> other.mountPoints().stream())
                    .flatMap(point -> mounted(point, Boolean.TRUE.equals(from.readOnly())).stream())
                    .forEach(of(container)::add);
        }
    }

    /// `tmpfs` and `sharedMemorySize`, sizes in MiB.
    private void mountMemory(ContainerDefinition container) {
        Optional<LinuxParameters> linux = Optional.ofNullable(container.linuxParameters());
        linux.map(LinuxParameters::sharedMemorySize).ifPresent(size -> mountMemory(container, SHARED_MEMORY, size));
        for (Tmpfs each : linux.map(LinuxParameters::tmpfs).orElse(List.of())) {
            mountMemory(container, each.containerPath(), each.size());
        }
    }

    private void mountMemory(ContainerDefinition container, String path, int mebibytes) {
        String name = KubernetesNames.label("m-" + container.name() + path);
        volumes.put(
                "\0" + name,
                new VolumeBuilder()
                        .withName(name)
                        .withEmptyDir(new EmptyDirVolumeSourceBuilder()
                                .withMedium("Memory")
                                .withSizeLimit(new Quantity(mebibytes + "Mi"))
                                .build())
                        .build());
        of(container)
                .add(new VolumeMountBuilder().withName(name).withMountPath(path).build());
    }

    List<Volume> all() {
        return List.copyOf(volumes.values());
    }

    List<VolumeMount> of(ContainerDefinition container) {
        return mounts.computeIfAbsent(container.name(), name -> new ArrayList<>());
    }
}
