package dev.kecs.engine.kubernetes;

import static dev.kecs.engine.kubernetes.WatchedTasks.WAITING;
import static dev.kecs.engine.kubernetes.WatchedTasks.isRunning;
import static dev.kecs.engine.kubernetes.WatchedTasks.path;
import static dev.kecs.engine.kubernetes.WatchedTasks.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.apiserver.FakeApiServer;
import dev.kecs.testkit.engine.EngineHarness;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the watch on pods must live through: afterwards everything is known, and nothing was told twice.
@Timeout(120)
class WatchGapsTest extends OnFakeKubernetes {
    @Test
    void whatHappensBetweenTheListAndTheWatchIsHeard() throws IOException {
        TaskArn task = tasks.launched();
        server.compact(FakeApiServer.Expiry.EVENT);
        server.beforeTheNextWatch(() -> node.runs(pod(task)));
        server.cutWatches();
        assertThat(engine.running(task, "app")).isEqualTo(isRunning(task));
        assertThat(tasks.told(task)).containsExactly(WAITING, isRunning(task));
    }

    @Test
    void aConnectionThatEndsWithinAnEventLosesNothing() {
        TaskArn task = tasks.launched();
        server.cutWithinTheNextEvent();
        node.runs(pod(task));
        engine.running(task, "app");
        node.ends(pod(task), 3);
        assertThat(engine.exited(task, "app").exitCode()).contains(3);
        assertThat(tasks.told(task)).hasSize(3).startsWith(WAITING, isRunning(task));
    }

    @ParameterizedTest
    @EnumSource
    void aWatchThatIsTooFarBehindIsBegunAnew(FakeApiServer.Expiry how) throws IOException {
        TaskArn runs = tasks.launched();
        TaskArn ends = tasks.running();
        TaskArn goes = tasks.running();
        server.blind(true);
        node.runs(pod(runs));
        node.ends(pod(ends), 7);
        server.remove(path(goes));
        server.compact(how);
        server.blind(false);
        assertThat(engine.running(runs, "app")).isEqualTo(isRunning(runs));
        assertThat(engine.exited(ends, "app").exitCode()).contains(7);
        tasks.lost(goes);
        kubernetes.awaitWatches();
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(runs)).containsExactly(WAITING, isRunning(runs));
        assertThat(tasks.told(ends)).hasSize(3);
        assertThat(tasks.told(goes)).hasSize(3);
    }

    @Test
    void aWatchThatIsToldThatItExpiredIsBegunAnew() throws IOException {
        TaskArn task = tasks.launched();
        server.expireWatches();
        node.runs(pod(task));
        engine.running(task, "app");
        assertThat(tasks.told(task)).containsExactly(WAITING, isRunning(task));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 5_000_000})
    void anApiServerThatComesBackWithOtherVersionsIsCaughtUpWith(long version) throws IOException {
        TaskArn stays = tasks.running();
        TaskArn ends = tasks.running();
        TaskArn goes = tasks.running();
        TaskArn stopped = tasks.running();
        server.stop();
        node.ends(pod(ends), 7);
        server.remove(path(goes));
        engine.engine().stop(stopped);
        TaskArn fresh = EngineHarness.newTask();
        engine.launch(fresh, WatchedTasks.app());
        server.startAgain(version);

        assertThat(engine.exited(ends, "app").exitCode()).contains(7);
        tasks.lost(goes);
        engine.eventually()
                .until(() -> node.pod(pod(stopped)).getSpec().getActiveDeadlineSeconds(), seconds -> seconds != null);
        node.ends(pod(stopped), 143, "DeadlineExceeded", "Pod was active longer than its deadline");
        State.Exited asWished = engine.exited(stopped, "app");
        assertThat(asWished.reason()).isEmpty();
        engine.eventually().until(() -> server.names(FakeKubernetes.PODS), names -> names.contains(pod(fresh)));
        node.runs(pod(fresh));
        engine.running(fresh, "app");
        kubernetes.awaitWatches();
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(stays)).containsExactly(WAITING, isRunning(stays));
        assertThat(tasks.told(ends)).hasSize(3);
        assertThat(tasks.told(goes)).hasSize(3);
        assertThat(tasks.told(stopped)).hasSize(3);
        assertThat(tasks.told(fresh)).containsExactly(WAITING, isRunning(fresh));
    }

    @Test
    void whatIsToldTwiceOrInAnotherOrderChangesNothing() {
        TaskArn runs = tasks.running();
        TaskArn ends = tasks.running();
        node.ends(pod(ends), 7);
        engine.exited(ends, "app");
        for (boolean backwards : new boolean[] {false, true, true, false}) {
            server.tellAgain(path(runs), backwards);
            server.tellAgain(path(ends), backwards);
            kubernetes.awaitWatches();
        }
        tasks.awaitAllToldBefore();
        assertThat(tasks.told(runs)).containsExactly(WAITING, isRunning(runs));
        assertThat(tasks.told(ends)).hasSize(3);
    }

    @Test
    void aPodThatWasGoneBeforeItWasHeardOfIsLost() throws IOException {
        server.blind(true);
        TaskArn task = tasks.launched();
        server.remove(path(task));
        server.blind(false);
        tasks.lost(task);
        assertThat(tasks.told(task)).hasSize(2);
    }
}
