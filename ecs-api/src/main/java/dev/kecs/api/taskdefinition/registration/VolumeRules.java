package dev.kecs.api.taskdefinition.registration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.Volume;

/// Volumes have names, and containers mount those that there are.
record VolumeRules(List<Volume> volumes, List<ContainerDefinition> containers) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    void check() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < volumes.size(); i++) {
            String name = volumes.get(i).name();
            Path path = Path.of("volumes").item(i).member("name");
            if (name == null || !NAME.matcher(name).matches()) {
                throw path.refused("A volume's name has 1 to 255 letters, numbers, underscores and hyphens.");
            }
            if (!names.add(name)) {
                throw path.refused("'" + name + "' is there twice.");
            }
        }
        ContainerNames containerNames = ContainerNames.of(containers);
        for (int i = 0; i < containers.size(); i++) {
            checkMounts(containers.get(i), names, Path.ofContainer(i));
            checkVolumesFrom(containers.get(i), containerNames, Path.ofContainer(i));
        }
    }

    private static void checkMounts(ContainerDefinition container, Set<String> names, Path path) {
        for (int i = 0; i < container.mountPoints().size(); i++) {
            MountPoint mount = container.mountPoints().get(i);
            Path at = path.member("mountPoints").item(i);
            if (mount.sourceVolume() == null || !names.contains(mount.sourceVolume())) {
                throw at.member("sourceVolume").refused("Unknown volume '" + mount.sourceVolume() + "'.");
            }
            if (mount.containerPath() == null || mount.containerPath().isBlank()) {
                throw at.member("containerPath").refused("A mount point must have a path in the container.");
            }
        }
    }

    private static void checkVolumesFrom(ContainerDefinition container, ContainerNames names, Path path) {
        for (int i = 0; i < container.volumesFrom().size(); i++) {
            names.require(
                    container.volumesFrom().get(i).sourceContainer(),
                    path.member("volumesFrom").item(i).member("sourceContainer").text());
        }
    }
}
