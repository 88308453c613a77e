package dev.kecs.engine.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation;
import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.apiserver.FakeNode;
import dev.kecs.engine.kubernetes.name.KubernetesNames;
import dev.kecs.testkit.engine.EngineHarness;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Tasks of one container "app", and what an engine told of them. Used by the test's thread.
record WatchedTasks(FakeKubernetes kubernetes, EngineHarness engine) {
    static final State WAITING = new State.Waiting();

    static ContainerDefinition app() {
        return ContainerDefinition.builder().name("app").image("busybox").build();
    }

    static String pod(TaskArn task) {
        return KubernetesNames.pod(task);
    }

    static String path(TaskArn task) {
        return FakeKubernetes.PODS + "/" + pod(task);
    }

    static State isRunning(TaskArn task) {
        return new State.Running(pod(task), FakeNode.BEGAN);
    }

    /// One whose pod is there, and that was told to wait.
    TaskArn launched() {
        TaskArn task = engine.launch(app());
        awaitPod(task);
        assertThat(engine.state(task, "app")).isEqualTo(WAITING);
        return task;
    }

    void awaitPod(TaskArn task) {
        engine.eventually()
                .until(() -> kubernetes.server().names(FakeKubernetes.PODS), names -> names.contains(pod(task)));
    }

    /// One that was told to run.
    TaskArn running() {
        TaskArn task = launched();
        kubernetes.node().runs(pod(task));
        engine.running(task, "app");
        return task;
    }

    /// The states of the container in the order in which they were told.
    List<State> told(TaskArn task) {
        return engine.history(task).stream()
                .map(TaskObservation::containers)
                .map(List::getFirst)
                .map(ContainerObservation::state)
                .toList();
    }

    /// Waits for the end of a task for which others are to blame.
    State.Exited lost(TaskArn task) {
        State.Exited exited = engine.exited(task, "app");
        assertThat(exited.reason()).hasValueSatisfying(why -> assertThat(why).startsWith("TaskLost: "));
        return exited;
    }

    /// Whatever was heard before has been told when a task that changes now was.
    void awaitAllToldBefore() {
        running();
    }
}
