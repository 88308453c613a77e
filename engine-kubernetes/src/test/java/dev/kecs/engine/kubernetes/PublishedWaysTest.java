package dev.kecs.engine.kubernetes;

import static dev.kecs.engine.kubernetes.WatchedTasks.app;
import static dev.kecs.engine.kubernetes.WatchedTasks.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.TaskPort;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.reach.Reach;
import dev.kecs.testkit.engine.EngineHarness;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// Published ports are held by those who watch, and go back to the pool.
@Timeout(120)
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class PublishedWaysTest extends OnFakeKubernetes {
    private static final int SIZE = 2;
    private final FakePool pool = new FakePool(SIZE);
    private Reach reach = new Reach.Published(pool.all(), pool);

    @Override
    Reach reach() {
        return reach;
    }

    private static ContainerDefinition web() {
        return app().toBuilder().portMappings(port -> port.containerPort(80)).build();
    }

    private TaskArn running() {
        TaskArn task = engine.launch(web());
        tasks.awaitPod(task);
        node.runs(pod(task));
        engine.running(task, "app");
        return task;
    }

    private List<TaskArn> running(int count) {
        List<TaskArn> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(running());
        }
        return all;
    }

    private static TaskPort http(TaskArn task) {
        return new TaskPort(task, 80, "tcp");
    }

    private void watch(Collection<TaskArn> watched) {
        Set<TaskPort> ports = new HashSet<>();
        watched.forEach(task -> ports.add(http(task)));
        engine.engine().watched(ports);
    }

    private void watch(TaskArn... watched) {
        watch(List.of(watched));
    }

    private static List<PortBinding> bindings(EngineHarness of, TaskArn task) {
        return of.observed(task).map(TaskObservation::bindings).orElse(List.of());
    }

    private PortBinding reached(TaskArn task) {
        return engine.eventually()
                .until(() -> bindings(engine, task), all -> !all.isEmpty())
                .getFirst();
    }

    private void awaitUnreached(TaskArn task) {
        engine.eventually().until(() -> bindings(engine, task).isEmpty());
        engine.eventually().until(() -> !leading().contains(service(task)));
    }

    private static String service(TaskArn task) {
        return pod(task) + "-tcp-80";
    }

    /// The Services for one port.
    private List<String> leading() {
        return server.names(FakeKubernetes.SERVICES).stream()
                .filter(name -> name.endsWith("-tcp-80"))
                .toList();
    }

    @Test
    void whatNobodyWatchesHasNoPort() {
        TaskArn task = running();
        tasks.awaitAllToldBefore();
        assertThat(bindings(engine, task)).isEmpty();
        assertThat(leading()).isEmpty();
    }

    @Test
    void aWatchedPortIsReachedAtThisHostUntilTheWatchEnds() {
        TaskArn task = running();
        watch(task);
        assertThat(reached(task)).isEqualTo(new PortBinding("app", 80, "tcp", "127.0.0.1", 40_000));
        Service front = server.find(FakeKubernetes.SERVICES + "/" + service(task), Service.class)
                .orElseThrow();
        assertThat(front.getSpec().getPorts().getFirst().getNodePort()).isEqualTo(30_000);
        assertThat(front.getMetadata().getOwnerReferences()).hasSize(1);
        watch();
        awaitUnreached(task);
    }

    @Test
    void aPortThatWasGivenBackIsGivenAwayAgain() {
        List<TaskArn> all = running(3);
        watch(all.get(0), all.get(1));
        assertThat(Set.of(reached(all.get(0)).port(), reached(all.get(1)).port()))
                .containsExactlyInAnyOrder(40_000, 40_001);
        int first = reached(all.get(0)).port();
        watch(all.get(1), all.get(2));
        assertThat(reached(all.get(2)).port()).isEqualTo(first);
        assertThat(pool.extensions()).as("one rested, and was waited for").isEmpty();
    }

    @Test
    void whoNoLongerWaitsCallsForNoMorePorts() {
        List<TaskArn> all = running(4);
        watch(all.get(0), all.get(1));
        reached(all.get(0));
        reached(all.get(1));
        watch(all.get(1), all.get(2));
        watch(all.get(1), all.get(3));
        reached(all.get(3));
        assertThat(pool.extensions()).as("one rested, and was waited for").isEmpty();
    }

    @Test
    void aPortThatWasNeverProvenIsProvenByTheNextControlPlane() {
        TaskArn task = running();
        pool.silence(40_000, true);
        watch(task);
        engine.eventually().until(() -> leading().contains(service(task)));
        engine.leave();
        EngineHarness next = kubernetes.newEngine();
        next.engine().watched(Set.of(http(task)));
        new WatchedTasks(kubernetes, next).awaitAllToldBefore();
        assertThat(bindings(next, task)).isEmpty();
        pool.silence(40_000, false);
        next.eventually().until(() -> !bindings(next, task).isEmpty());
    }

    @Test
    void whoWatchesAgainBeforeAllIsKnownMayLeaveAtOnce() {
        TaskArn task = running();
        watch(task);
        reached(task);
        engine.leave();
        EngineHarness next = kubernetes.newEngine(Set.of(http(task)));
        next.eventually().until(() -> !bindings(next, task).isEmpty());
        next.engine().watched(Set.of());
        next.eventually().until(() -> bindings(next, task).isEmpty());
        assertThat(leading()).isEmpty();
    }

    @Test
    void aTaskThatHasEndedGivesItsPortBackThoughItIsWatched() {
        TaskArn task = running();
        watch(task);
        reached(task);
        node.ends(pod(task), 1);
        engine.exited(task, "app");
        awaitUnreached(task);
    }

    @Test
    void aPortIsToldWhenAConnectionThroughItLasts() {
        TaskArn task = running();
        pool.silence(40_000, true);
        watch(task);
        engine.eventually().until(() -> leading().contains(service(task)));
        tasks.awaitAllToldBefore();
        assertThat(bindings(engine, task)).isEmpty();
        pool.silence(40_000, false);
        assertThat(reached(task).port()).isEqualTo(40_000);
    }

    @Test
    void anExhaustedPoolGrowsByOneAnnouncedExtensionForAllWhoWait() {
        List<TaskArn> all = running(5);
        watch(all);
        engine.eventually().until(() -> !pool.extensions().isEmpty());
        assertThat(engine.steps())
                .anyMatch(step -> step.startsWith("all published ports are in use; 10 more are added")
                        && step.endsWith("nothing else works meanwhile"));
        assertThat(all)
                .as("events of those who wait")
                .anyMatch(task -> engine.warnings(task).stream().anyMatch(what -> what.startsWith("all published")));
        pool.allow(10);
        Set<Integer> ports = new HashSet<>();
        all.forEach(task -> ports.add(reached(task).port()));
        assertThat(ports).hasSize(5);
        assertThat(pool.extensions()).containsExactly(10);
        assertThat(pool.haveOverlapped()).isFalse();
    }

    @Test
    void whoWaitsWhileThePoolGrowsBeginsNoSecondExtension() {
        List<TaskArn> first = running(3);
        watch(first);
        engine.eventually().until(() -> !pool.extensions().isEmpty());
        List<TaskArn> all = new ArrayList<>(first);
        all.addAll(running(2));
        watch(all);
        tasks.awaitAllToldBefore();
        assertThat(pool.extensions()).hasSize(1);
        pool.allow(10);
        all.forEach(this::reached);
        assertThat(pool.extensions()).hasSize(1);
    }

    @Test
    void anExtensionThatFailsIsTriedAgainAndSaysWhy() {
        List<TaskArn> all = running(3);
        pool.failNext(1);
        pool.allow(10);
        watch(all);
        all.forEach(this::reached);
        assertThat(pool.extensions()).hasSize(2);
        assertThat(engine.steps()).anyMatch(step -> step.endsWith("is tried again: no space left on device"));
    }

    @Test
    void aNodePortThatSomebodyElseHasIsPassedOver() {
        server.put(
                FakeKubernetes.SERVICES,
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName("stranger")
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .withNodePort(30_000)
                        .endPort()
                        .endSpec()
                        .build());
        TaskArn task = running();
        watch(task);
        assertThat(reached(task).port()).isEqualTo(40_001);
    }

    @Test
    void aServiceThatSomebodyDeletedIsMadeAgain() {
        TaskArn task = running();
        watch(task);
        reached(task);
        long made = server.requests("POST " + FakeKubernetes.SERVICES);
        server.remove(FakeKubernetes.SERVICES + "/" + service(task));
        engine.eventually().until(() -> server.requests("POST " + FakeKubernetes.SERVICES) > made);
        reached(task);
    }

    @Test
    void theNextControlPlaneKnowsWhoHasWhichAndTellsNothingElseMeanwhile() {
        List<TaskArn> all = running(2);
        watch(all);
        List<Integer> before = all.stream().map(task -> reached(task).port()).toList();
        engine.leave();
        EngineHarness next = kubernetes.newEngine();
        assertThat(all.stream().map(task -> bindings(next, task).getFirst().port()))
                .isEqualTo(before);
        assertThat(all).allSatisfy(task -> assertThat(next.history(task)).hasSize(1));
        assertThat(leading()).hasSize(2);
        next.engine().watched(Set.of(http(all.get(0)), http(all.get(1))));
        next.engine().watched(Set.of(http(all.get(1))));
        next.eventually().until(() -> bindings(next, all.get(0)).isEmpty());
        assertThat(leading()).containsExactly(service(all.get(1)));
    }

    @Test
    void aControlPlaneThatReachesNodesRemovesWhatLedToPublishedPorts() {
        TaskArn task = running();
        watch(task);
        reached(task);
        engine.leave();
        reach = Reach.DIRECT;
        EngineHarness next = kubernetes.newEngine();
        next.eventually().until(() -> leading().isEmpty());
    }

    @Test
    void anApiServerThatIsAwayDelaysAndLosesNothing() throws IOException {
        List<TaskArn> all = running(2);
        watch(all.get(0));
        int first = reached(all.get(0)).port();
        server.stop();
        watch(all.get(1));
        server.startAgain(5_000_000);
        awaitUnreached(all.get(0));
        int second = reached(all.get(1)).port();
        assertThat(List.of(first, second)).doesNotHaveDuplicates();
        assertThat(leading()).containsExactly(service(all.get(1)));
    }
}
