package dev.kecs.engine.kubernetes.pod;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Tmpfs;

/// Declared members that a pod has no counterpart of: one sentence for each.
final class Leftovers {
    private static final Set<String> SHOWN_ANYWAY = Set.of("json-file", "local");
    private final List<String> sentences = new ArrayList<>();

    private Leftovers() {}

    static List<String> of(Launched task) {
        Leftovers leftovers = new Leftovers();
        leftovers.addOfTask(task.launch().definition());
        task.containers().forEach(leftovers::addOfContainer);
        leftovers.addStopTimeouts(task.containers());
        return List.copyOf(leftovers.sentences);
    }

    private void addOfTask(TaskDefinition task) {
        when(task.networkMode() == NetworkMode.HOST, "networkMode", "the pod has a network of its own");
        when(task.networkMode() == NetworkMode.NONE, "networkMode", "the pod has a network");
        when(task.taskRoleArn(), "taskRoleArn", "no credentials are handed to the containers");
        when(task.proxyConfiguration(), "proxyConfiguration", "no proxy is put before the containers");
        when(task.placementConstraints(), "placementConstraints", "Kubernetes chooses the node");
        when(Boolean.TRUE.equals(task.enableFaultInjection()), "enableFaultInjection", "no faults can be injected");
        task.volumes().forEach(volume -> {
            String what = "volume '" + volume.name() + "'";
            String instead = "an empty directory stands in for it";
            when(volume.efsVolumeConfiguration(), what + " efsVolumeConfiguration", instead);
            when(
                    volume.fsxWindowsFileServerVolumeConfiguration(),
                    what + " fsxWindowsFileServerVolumeConfiguration",
                    instead);
            when(
                    volume.dockerVolumeConfiguration(),
                    what + " dockerVolumeConfiguration",
                    instead + ", gone with the task");
            when(Boolean.TRUE.equals(volume.configuredAtLaunch()), what + " configuredAtLaunch", instead);
        });
    }

    private void addOfContainer(ContainerDefinition container) {
        String of = "container '" + container.name() + "' ";
        when(container.ulimits(), of + "ulimits", "the node's limits hold");
        when(container.links(), of + "links", "containers of a task reach each other at localhost");
        when(container.repositoryCredentials(), of + "repositoryCredentials", "the node's own credentials are used");
        when(container.dockerSecurityOptions(), of + "dockerSecurityOptions", "the node's own profiles hold");
        when(container.systemControls(), of + "systemControls", "the node's kernel parameters hold");
        when(container.resourceRequirements(), of + "resourceRequirements", "no device is kept for it");
        when(container.firelensConfiguration(), of + "firelensConfiguration", "logs are not routed");
        when(container.credentialSpecs(), of + "credentialSpecs", "they are not used");
        when(container.restartPolicy(), of + "restartPolicy", "an ended container is not started again");
        when(
                Boolean.TRUE.equals(container.disableNetworking()),
                of + "disableNetworking",
                "it shares the pod's network");
        Optional.ofNullable(container.user())
                .filter(user -> !Security.isNumeric(user))
                .ifPresent(user -> add(of + "user", "'" + user + "' is no number; the image's own user is taken"));
        Optional.ofNullable(container.logConfiguration())
                .map(LogConfiguration::logDriverAsString)
                .filter(driver -> !SHOWN_ANYWAY.contains(driver))
                .ifPresent(driver ->
                        add(of + "logConfiguration", "nothing is sent to " + driver + "; kecs logs shows the log"));
        Optional.ofNullable(container.linuxParameters()).ifPresent(linux -> addOfLinux(of + "linuxParameters.", linux));
        container.portMappings().stream()
                .filter(mapping -> mapping.containerPort() == null)
                .forEach(mapping -> add(of + "portMappings", "a containerPortRange is not mapped"));
    }

    private void addOfLinux(String of, LinuxParameters linux) {
        when(linux.devices(), of + "devices", "no device is handed in");
        when(Boolean.TRUE.equals(linux.initProcessEnabled()), of + "initProcessEnabled", "no init process is added");
        when(linux.maxSwap(), of + "maxSwap", "the node's swap settings hold");
        when(linux.swappiness(), of + "swappiness", "the node's swap settings hold");
        when(
                linux.tmpfs().stream().map(Tmpfs::mountOptions).anyMatch(options -> !options.isEmpty()),
                of + "tmpfs.mountOptions",
                "the file system is mounted with the node's options");
    }

    private void addStopTimeouts(List<ContainerDefinition> containers) {
        Set<Integer> different = new LinkedHashSet<>(
                containers.stream().map(PodTranslation::stopTimeout).toList());
        when(
                different.size() > 1,
                "stopTimeout",
                "a pod has one for all of its containers: the longest, "
                        + different.stream().mapToInt(Integer::intValue).max().orElse(0) + " s");
    }

    private void when(@Nullable Object declared, String member, String instead) {
        boolean empty = declared == null
                || Boolean.FALSE.equals(declared)
                || (declared instanceof Collection<?> all && all.isEmpty())
                || (declared instanceof Map<?, ?> pairs && pairs.isEmpty());
        if (!empty) {
            add(member, instead);
        }
    }

    private void add(String member, String instead) {
        sentences.add(member + " has no counterpart in Kubernetes: " + instead + ".");
    }
}
