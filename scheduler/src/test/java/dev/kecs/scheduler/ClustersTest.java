package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.failure.EcsException;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.tag.Tags;
import dev.kecs.testkit.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Clusters on their way, with an engine that takes its time and a control plane that goes without a word.
class ClustersTest {
    private static final ClusterArn STAGING = new ClusterArn(Samples.SCOPE, "staging");
    private final World world = new World();

    private ClusterStatus create() {
        return world.clusters().create(STAGING, World.emptySpec(), Tags.NONE).status();
    }

    private ClusterStatus delete() {
        return world.clusters().delete(STAGING).status();
    }

    private void assertStatus(ClusterStatus status, String reason) {
        assertThat(world.cluster(STAGING).status()).isEqualTo(status);
        assertThat(world.cluster(STAGING).statusReason()).isEqualTo(reason);
    }

    private void restart() {
        world.restart();
        world.settle();
    }

    @Test
    void aCreationGoesOnAfterARestart() {
        assertThat(world.engine().holdProvisioning()).isNotDone();
        assertThat(create()).isEqualTo(ClusterStatus.PROVISIONING);
        world.settle();
        var ready = world.engine().holdProvisioning();
        restart();
        assertStatus(ClusterStatus.PROVISIONING, "");
        ready.complete(null);
        world.settle();
        assertStatus(ClusterStatus.ACTIVE, "");
    }

    @Test
    void aDeletionGoesOnAfterARestart() {
        create();
        assertThat(world.engine().clusters().holdTearDown()).isNotDone();
        assertThat(delete()).isEqualTo(ClusterStatus.DEPROVISIONING);
        world.settle();
        var gone = world.engine().clusters().holdTearDown();
        restart();
        assertStatus(ClusterStatus.DEPROVISIONING, "");
        gone.complete(null);
        assertStatus(ClusterStatus.INACTIVE, "");
    }

    @Test
    void whatTheControlPlaneCouldNotAskForAnyMoreIsAskedForAfterARestart() {
        world.engine().loseCommands();
        create();
        assertThat(world.engine().clusters().asked())
                .extracting(ClusterPlan::cluster)
                .doesNotContain(STAGING);
        restart();
        assertStatus(ClusterStatus.ACTIVE, "");
    }

    @Test
    void nothingIsAskedForTwiceWhileItIsUnderWay() {
        assertThat(world.engine().holdProvisioning()).isNotDone();
        create();
        create();
        world.advance(Duration.ofMinutes(1));
        assertThat(world.engine().clusters().asked())
                .filteredOn(plan -> plan.cluster().equals(STAGING))
                .hasSize(1);
    }

    @Test
    void whatTheEngineDoesAtOnceIsDoneWhenTheCommandReturnsThoughTheSchedulerHearsOfItFirst() throws Exception {
        List<Thread> others = new ArrayList<>();
        try (AutoCloseable subscription = world.stores().subscribe(changed -> {
            Thread other =
                    Thread.ofPlatform().start(() -> world.clusters().life().attend(STAGING));
            others.add(other);
            // It is done, or waits for the end of the step that is told of here.
            await().until(() ->
                    other.getState() == Thread.State.TERMINATED || other.getState() == Thread.State.WAITING);
        })) {
            assertThat(subscription).isNotNull();
            assertThat(create()).isEqualTo(ClusterStatus.ACTIVE);
            assertThat(delete()).isEqualTo(ClusterStatus.INACTIVE);
        }
        for (Thread other : others) {
            other.join();
        }
    }

    @Test
    void theEnginesStepsAreKeptWithTheCluster() {
        var ready = world.engine().holdProvisioning();
        create();
        world.engine().progress(STAGING, "1/2 making the network");
        world.settle();
        assertStatus(ClusterStatus.PROVISIONING, "1/2 making the network");
        world.engine().progress(STAGING, "2/2 waiting for the API server");
        world.settle();
        assertStatus(ClusterStatus.PROVISIONING, "2/2 waiting for the API server");
        ready.complete(null);
        world.settle();
        assertStatus(ClusterStatus.ACTIVE, "");
        world.engine().progress(STAGING, "a late word");
        world.settle();
        assertStatus(ClusterStatus.ACTIVE, "");
    }

    @Test
    void aFailedOneIsMadeAnewWhenItIsCreatedAgain() {
        world.engine().holdProvisioning().completeExceptionally(new EngineException("Docker does not run"));
        assertThat(create()).isEqualTo(ClusterStatus.FAILED);
        assertStatus(ClusterStatus.FAILED, "Docker does not run");
        var ready = world.engine().holdProvisioning();
        assertThat(create()).isEqualTo(ClusterStatus.PROVISIONING);
        assertStatus(ClusterStatus.PROVISIONING, "");
        ready.complete(null);
        assertStatus(ClusterStatus.ACTIVE, "");
    }

    @Test
    void aFailedOneCanBeDeleted() {
        world.engine().holdProvisioning().completeExceptionally(new EngineException("no room"));
        create();
        assertThat(delete()).isEqualTo(ClusterStatus.INACTIVE);
        assertThat(world.engine().clusters().removed()).containsExactly(STAGING);
    }

    @Test
    void oneThatIsDeletedWhileItIsMadeStaysDeletedWhateverComesOfTheCreation() {
        var ready = world.engine().holdProvisioning();
        create();
        var gone = world.engine().clusters().holdTearDown();
        assertThat(delete()).isEqualTo(ClusterStatus.DEPROVISIONING);
        ready.completeExceptionally(new EngineException("ended"));
        world.settle();
        assertStatus(ClusterStatus.DEPROVISIONING, "");
        gone.complete(null);
        assertStatus(ClusterStatus.INACTIVE, "");
    }

    @Test
    void aCreationThatEndsLateDoesNotTouchTheNextOne() {
        var first = world.engine().holdProvisioning();
        create();
        delete();
        assertThat(world.engine().holdProvisioning()).isNotDone();
        assertThat(create()).isEqualTo(ClusterStatus.PROVISIONING);
        first.completeExceptionally(new EngineException("of the first"));
        assertStatus(ClusterStatus.PROVISIONING, "");
    }

    @Test
    void oneThatCannotBeRemovedIsTriedAgainAfterAWhile() {
        create();
        world.engine().clusters().holdTearDown().completeExceptionally(new EngineException("Docker does not answer"));
        assertThat(delete()).isEqualTo(ClusterStatus.DEPROVISIONING);
        world.settle();
        assertStatus(ClusterStatus.DEPROVISIONING, "Removing it failed and is tried again: Docker does not answer");
        assertThat(world.engine().clusters().removed()).hasSize(1);
        world.engine().clusters().holdTearDown().complete(null);
        world.advance(Duration.ofSeconds(25));
        assertStatus(ClusterStatus.INACTIVE, "");
        assertThat(world.engine().clusters().removed()).hasSize(2);
    }

    @Test
    void nothingBeginsInOneThatIsBeingDeleted() {
        create();
        assertThat(world.engine().clusters().holdTearDown()).isNotDone();
        delete();
        var revision = world.register(1, World.container("web"));
        assertThatThrownBy(() -> world.runIn(STAGING, revision))
                .isInstanceOf(EcsException.class)
                .hasMessage("ClusterNotFoundException: The referenced cluster was inactive.");
        assertThatThrownBy(this::create)
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("staging is being deleted");
    }

    @Test
    void tasksWaitForTheirCluster() {
        var ready = world.engine().holdProvisioning();
        create();
        var task = world.runIn(STAGING, world.register(1, World.container("web")));
        world.settle();
        assertThat(world.engine().alive()).isEmpty();
        ready.complete(null);
        world.settle();
        assertThat(world.engine().alive()).containsExactly(task);
    }

    @Test
    void aClusterKeepsItsPortOverARestart() {
        world.ports().offer(8090, 8091);
        create();
        assertThat(world.cluster(STAGING).ingressPort()).hasValue(8090);
        world.ports().release(STAGING);
        restart();
        assertThat(world.ports().leased()).containsExactly(Map.entry(STAGING, 8090));
        assertThat(world.cluster(STAGING).ingressPort()).hasValue(8090);
        assertThat(world.engine().standing()).contains(new ClusterPlan(STAGING, OptionalInt.of(8090)));
    }

    @Test
    void aPortGoesBackWhenItsClusterIsDeletedAndWhenItsCreationFails() {
        world.ports().offer(8090, 8090);
        create();
        delete();
        assertThat(world.ports().leased()).isEmpty();
        assertThat(world.cluster(STAGING).ingressPort()).isEmpty();
        world.engine().holdProvisioning().completeExceptionally(new EngineException("no room"));
        assertThat(create()).isEqualTo(ClusterStatus.FAILED);
        assertThat(world.ports().leased()).isEmpty();
        assertThat(world.cluster(STAGING).ingressPort()).isEmpty();
    }

    @Test
    void aPortLeasedByAControlPlaneThatWasKilledBeforeItStoredTheClusterGoesBack() {
        world.ports().offer(8090, 8090);
        world.ports().lease(new ClusterArn(Samples.SCOPE, "neverStored"));
        restart();
        assertThat(world.ports().leased()).isEmpty();
    }

    @Test
    void aPortThatSomebodyElseTookMeanwhileIsReplacedByTheNext() {
        world.ports().offer(8090, 8095);
        world.engine()
                .clusters()
                .provision(plan -> plan.ingressPort().orElseThrow() < 8093
                        ? CompletableFuture.failedFuture(
                                new EngineException("taken", plan.ingressPort().orElseThrow()))
                        : CompletableFuture.completedFuture(null));
        assertThat(create()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(world.cluster(STAGING).ingressPort()).hasValue(8093);
        assertThat(world.ports().leased()).containsExactly(Map.entry(STAGING, 8093));
    }

    @Test
    void whereEveryPortIsTakenByOthersMeanwhileTheCreationFails() {
        world.ports().offer(8090, 8092);
        world.engine()
                .clusters()
                .provision(plan -> CompletableFuture.failedFuture(
                        new EngineException("taken", plan.ingressPort().orElseThrow())));
        assertThat(create()).isEqualTo(ClusterStatus.FAILED);
        assertThat(world.cluster(STAGING).statusReason()).startsWith("failed to find available port for Traefik");
        assertThat(world.ports().leased()).isEmpty();
    }

    @Test
    void whereNoPortIsFreeThereIsNoCluster() {
        world.ports().offer(8090, 8090);
        world.clusters().create(new ClusterArn(Samples.SCOPE, "first"), World.emptySpec(), Tags.NONE);
        assertThatThrownBy(this::create)
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("failed to find available port for Traefik");
        assertThat(world.stores().clusters().find(STAGING)).isEmpty();
    }

    @Test
    void aServicesTasksStartOnceTheClusterIsThereAfterARestart() {
        assertThat(world.engine().holdProvisioning()).isNotDone();
        create();
        ServiceArn web = STAGING.service("web");
        var revision = world.register(1, World.container("web"));
        world.services().create(web, new ServiceSpec(revision, 2, World.declared(), true, Optional.empty()), Tags.NONE);
        world.settle();
        var ready = world.engine().holdProvisioning();
        restart();
        ready.complete(null);
        world.settle();
        assertThat(world.running(web)).hasSize(2);
    }
}
