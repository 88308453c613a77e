package dev.kecs.engine.kubernetes.apiserver;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;

/// What nodes, and those who look after them, do to pods. Used by the test's thread.
///
/// @param collection the path of all pods of the namespace
public record FakeNode(FakeApiServer server, String collection) {
    public static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant ENDED = BEGAN.plusSeconds(60);

    public String path(String pod) {
        return collection + "/" + pod;
    }

    public Pod pod(String name) {
        return server.find(path(name), Pod.class).orElseThrow();
    }

    public void runs(String name) {
        ContainerState state =
                new ContainerStateBuilder().withNewRunning(BEGAN.toString()).build();
        Pod pod = new PodBuilder(pod(name))
                .editSpec()
                .withNodeName("one")
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withHostIP("127.0.0.1")
                .withContainerStatuses(statuses(name, state))
                .endStatus()
                .build();
        server.change(path(name), pod);
    }

    public void ends(String name, int code) {
        ends(name, code, "Error", "");
    }

    /// @param reason why the pod, not its program, has ended
    public void ends(String name, int code, String reason, String message) {
        ContainerState state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason("Error")
                .withFinishedAt(ENDED.toString())
                .endTerminated()
                .build();
        Pod pod = new PodBuilder(pod(name))
                .editStatus()
                .withPhase("Failed")
                .withReason(reason.equals("Error") ? null : reason)
                .withMessage(message)
                .withContainerStatuses(statuses(name, state))
                .endStatus()
                .build();
        server.change(path(name), pod);
    }

    /// Somebody has deleted the pod, and its grace is long over.
    public void isSilentAboutTheDeletionOf(String name) {
        Pod pod = new PodBuilder(pod(name))
                .editMetadata()
                .withDeletionTimestamp(BEGAN.toString())
                .endMetadata()
                .build();
        server.change(path(name), pod);
    }

    private List<ContainerStatus> statuses(String name, ContainerState state) {
        return pod(name).getSpec().getContainers().stream()
                .map(each -> new ContainerStatusBuilder()
                        .withName(each.getName())
                        .withContainerID("containerd://" + name)
                        .withReady(state.getRunning() != null)
                        .withState(state)
                        .build())
                .toList();
    }
}
