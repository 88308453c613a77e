package dev.kecs.engine.kubernetes;

import static dev.kecs.engine.kubernetes.WatchedTasks.WAITING;
import static dev.kecs.engine.kubernetes.WatchedTasks.isRunning;
import static dev.kecs.engine.kubernetes.WatchedTasks.path;
import static dev.kecs.engine.kubernetes.WatchedTasks.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.name.TaskArn;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pods that others than KECS end: each end is told once, with its cause.
@Timeout(120)
class PodsTakenAwayTest extends OnFakeKubernetes {
    private void assertToldOnce(TaskArn task, State.Exited end) {
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(task)).containsExactly(WAITING, isRunning(task), end);
    }

    @Test
    void aPodThatSomebodyDeletesIsLost() {
        TaskArn task = tasks.running();
        server.remove(path(task));
        State.Exited end = tasks.lost(task);
        assertThat(end.reason()).contains("TaskLost: its pod was deleted, not by KECS");
        assertToldOnce(task, end);
    }

    @Test
    void aPodThatSomebodyEndsGentlyIsLostWithItsStatus() {
        TaskArn task = tasks.running();
        node.isSilentAboutTheDeletionOf(pod(task));
        State.Exited end = tasks.lost(task);
        node.ends(pod(task), 143);
        server.remove(path(task));
        assertToldOnce(task, end);
    }

    @Test
    void tasksOfANodeThatIsGoneAreLost() {
        TaskArn silent = tasks.running();
        TaskArn collected = tasks.running();
        TaskArn elsewhere = tasks.running();
        node.isSilentAboutTheDeletionOf(pod(silent));
        server.remove(path(collected));
        State.Exited silence = tasks.lost(silent);
        assertThat(silence.reason()).contains("TaskLost: its node does not answer any more");
        assertToldOnce(silent, silence);
        assertToldOnce(collected, tasks.lost(collected));
        assertThat(tasks.told(elsewhere)).containsExactly(WAITING, isRunning(elsewhere));
    }

    @Test
    void aPodOfWhichNothingIsKnownAnyMoreGoesOnUntilMoreIsKnown() {
        TaskArn task = tasks.running();
        server.change(
                path(task),
                new PodBuilder(node.pod(pod(task)))
                        .editStatus()
                        .withPhase("Unknown")
                        .withReason("NodeLost")
                        .endStatus()
                        .build());
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(task)).containsExactly(WAITING, isRunning(task));
        node.ends(pod(task), 0);
        engine.exited(task, "app");
    }

    @Test
    void anEvictedTaskSaysWhy() {
        TaskArn task = tasks.running();
        node.ends(pod(task), 137, "Evicted", "The node was low on resource: memory.");
        State.Exited end = engine.exited(task, "app");
        assertThat(end.reason()).contains("TaskLost: Evicted: The node was low on resource: memory.");
        assertThat(end.exitCode()).contains(137);
        server.remove(path(task));
        assertToldOnce(task, end);
    }

    @Test
    void anotherPodOfTheSameNameIsNotTheTask() {
        TaskArn task = tasks.running();
        Pod stranger = new PodBuilder(node.pod(pod(task)))
                .editMetadata()
                .withUid(null)
                .withResourceVersion(null)
                .endMetadata()
                .build();
        server.remove(path(task));
        server.put(FakeKubernetes.PODS, stranger);
        State.Exited end = tasks.lost(task);
        assertToldOnce(task, end);
        engine.engine().forget(task);
        engine.eventually().until(() -> server.names(FakeKubernetes.PODS), names -> !names.contains(pod(task)));
    }

    @Test
    void aForgottenTaskIsRemovedWhenThatCanBeDoneAndNeverToldAgain() throws IOException {
        TaskArn task = tasks.running();
        node.ends(pod(task), 0);
        engine.exited(task, "app");
        server.stop();
        engine.engine().forget(task);
        server.startAgain(5000);
        engine.eventually().until(() -> server.names(FakeKubernetes.PODS), names -> !names.contains(pod(task)));
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(task)).hasSize(3);
    }
}
