package dev.kecs.engine.kubernetes;

import static dev.kecs.engine.kubernetes.WatchedTasks.app;
import static dev.kecs.engine.kubernetes.WatchedTasks.isRunning;
import static dev.kecs.engine.kubernetes.WatchedTasks.path;
import static dev.kecs.engine.kubernetes.WatchedTasks.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.TaskArn;
import dev.kecs.testkit.engine.EngineHarness;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// A control plane that comes and goes, and answers that get lost: what runs is adopted, and there is one pod a task.
@Timeout(120)
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class AdoptionTest extends OnFakeKubernetes {
    private long pods() {
        return server.names(FakeKubernetes.PODS).size();
    }

    @Test
    void anotherControlPlaneFindsWhatRunsAndMakesNothingTwice() {
        ContainerDefinition web =
                app().toBuilder().portMappings(port -> port.containerPort(80)).build();
        TaskArn runs = engine.launch(web);
        tasks.awaitPod(runs);
        node.runs(pod(runs));
        engine.eventually().until(() -> server.names(FakeKubernetes.SERVICES).size() == 1);
        TaskArn ends = tasks.running();
        engine.leave();
        node.ends(pod(ends), 7);

        EngineHarness next = kubernetes.newEngine();
        assertThat(next.state(runs, "app")).isEqualTo(isRunning(runs));
        assertThat(next.exited(ends, "app").exitCode()).contains(7);
        next.launch(runs, web);
        next.launch(ends, app());
        new WatchedTasks(kubernetes, next).awaitAllToldBefore();
        assertThat(server.requests("POST " + FakeKubernetes.PODS))
                .as("one creation a task")
                .isEqualTo(3);
        assertThat(server.names(FakeKubernetes.SERVICES)).containsExactly(pod(runs));
        assertThat(next.observed(runs).orElseThrow().bindings()).hasSize(1);
        assertThat(next.history(ends)).hasSize(1);
        assertThat(pods()).isEqualTo(3);
    }

    @Test
    void podsOfOtherInstancesAreNobodysTasks() {
        TaskArn task = tasks.running();
        engine.leave();
        server.change(
                path(task),
                new PodBuilder(node.pod(pod(task)))
                        .editMetadata()
                        .addToLabels(Map.of("kecs.dev/instance-id", "another"))
                        .endMetadata()
                        .build());
        EngineHarness next = kubernetes.newEngine();
        new WatchedTasks(kubernetes, next).awaitAllToldBefore();
        assertThat(next.observed(task)).isEmpty();
    }

    @Test
    void aLaunchWhoseAnswerIsLostMakesOnePod() {
        server.loseTheNextAnswer();
        TaskArn task = engine.launch(app());
        tasks.awaitPod(task);
        node.runs(pod(task));
        engine.running(task, "app");
        tasks.awaitAllToldBefore();
        assertThat(pods()).isEqualTo(2);
        assertThat(tasks.told(task)).endsWith(isRunning(task)).doesNotHaveDuplicates();
    }

    @Test
    void aTaskThatIsStoppedBeforeItsLaunchWasTakenLeavesNoPod() {
        server.refuseCreations(true);
        TaskArn task = engine.launch(app());
        engine.engine().stop(task);
        assertThat(engine.exited(task, "app").reason()).isEmpty();
        server.refuseCreations(false);
        tasks.awaitAllToldBefore();
        assertThat(server.names(FakeKubernetes.PODS)).doesNotContain(pod(task));
        assertThat(tasks.told(task)).hasSize(1);
    }

    @Test
    void aPodThatWasMadeThoughNobodyKnewIsEndedWithItsTask() throws IOException {
        server.blind(true);
        server.loseAnswers(true);
        TaskArn task = engine.launch(app());
        tasks.awaitPod(task);
        engine.engine().stop(task);
        server.loseAnswers(false);
        server.blind(false);
        assertThat(engine.exited(task, "app").reason()).isEmpty();
        tasks.awaitAllToldBefore();
        assertThat(server.names(FakeKubernetes.PODS)).doesNotContain(pod(task));
        assertThat(tasks.told(task)).hasSizeLessThanOrEqualTo(2).doesNotContain(isRunning(task));
    }
}
