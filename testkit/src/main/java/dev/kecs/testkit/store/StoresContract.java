package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.store.StoreException;
import dev.kecs.testkit.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What `Stores` promises of steps and subscribers.
public abstract class StoresContract extends StoreContract {
    private final Cluster cluster = Samples.cluster("production");

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void aStepAnswersWhatItsSupplierAnswers() {
        assertThat(stores().atomically(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void aStepReadsItsOwnWrites() {
        Optional<Cluster> seen = stores().atomically(() -> {
            stores().clusters().put(cluster);
            return stores().clusters().find(cluster.arn());
        });
        assertThat(seen).contains(cluster);
    }

    @Test
    void nobodyElseSeesAStepBeforeItsEnd() {
        List<Optional<Cluster>> seen = new ArrayList<>();
        stores().atomically(() -> {
            stores().clusters().put(cluster);
            seen.add(CompletableFuture.supplyAsync(() -> stores().clusters().find(cluster.arn()))
                    .join());
        });
        assertThat(seen).containsExactly(Optional.empty());
        assertThat(stores().clusters().find(cluster.arn())).contains(cluster);
    }

    @Test
    void aStepThatThrowsChangesNothing() {
        stores().atomically(() -> stores().clusters().put(cluster));
        assertThatThrownBy(() -> stores().atomically(() -> {
                    stores().clusters().put(cluster.with(ClusterStatus.INACTIVE, ""));
                    stores().clusters().put(Samples.cluster("other"));
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        assertThat(stores().clusters().all()).containsExactly(cluster);
    }

    @Test
    void anInnerStepJoinsTheOuter() {
        assertThatThrownBy(() -> stores().atomically(() -> {
                    stores().atomically(() -> stores().clusters().put(cluster));
                    throw new Refusal();
                }))
                .isInstanceOf(Refusal.class);
        assertThat(stores().clusters().all()).isEmpty();
    }

    @Test
    void anInnerStepThatThrowsTakesOnlyItsOwnWritesBack() {
        stores().atomically(() -> {
            stores().clusters().put(cluster);
            assertThatThrownBy(() -> stores().atomically(() -> {
                        stores().clusters().remove(cluster.arn());
                        throw new Refusal();
                    }))
                    .isInstanceOf(Refusal.class);
        });
        assertThat(stores().clusters().all()).containsExactly(cluster);
    }

    @Test
    void writesOutsideAStepAreRefused() {
        assertThatThrownBy(() -> stores().clusters().put(cluster)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stores().clusters().remove(cluster.arn())).isInstanceOf(IllegalStateException.class);
        assertThat(stores().clusters().all()).isEmpty();
    }

    @Test
    void stepsRunOneAtATime() throws Exception {
        int steps = 50;
        stores().atomically(() -> stores().clusters().put(cluster.with(ClusterStatus.ACTIVE, "0")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < steps; i++) {
                threads.execute(() -> stores().atomically(this::countUp));
            }
        }
        assertThat(stores().clusters().find(cluster.arn()).orElseThrow().statusReason())
                .isEqualTo(Integer.toString(steps));
    }

    private void countUp() {
        Cluster now = stores().clusters().find(cluster.arn()).orElseThrow();
        int next = Integer.parseInt(now.statusReason()) + 1;
        stores().clusters().put(now.with(ClusterStatus.ACTIVE, Integer.toString(next)));
    }

    @Test
    void aSubscriberIsToldWhatEachStepChangedInTheirOrder() {
        List<Set<Arn>> told = new ArrayList<>();
        stores().subscribe(told::add);
        Cluster other = Samples.cluster("other");
        stores().atomically(() -> {
            stores().clusters().put(cluster);
            stores().clusters().put(other);
        });
        stores().atomically(() -> stores().clusters().remove(other.arn()));
        assertThat(told).containsExactly(Set.of(cluster.arn(), other.arn()), Set.of(other.arn()));
    }

    @Test
    void aSubscriberSeesTheStepItIsToldOf() {
        List<Optional<Cluster>> seen = new ArrayList<>();
        stores().subscribe(touched -> seen.add(stores().clusters().find(cluster.arn())));
        stores().atomically(() -> stores().clusters().put(cluster));
        assertThat(seen).containsExactly(Optional.of(cluster));
    }

    @Test
    void aStepThatChangesNothingIsNotTold() {
        stores().atomically(() -> stores().clusters().put(cluster));
        List<Set<Arn>> told = new ArrayList<>();
        stores().subscribe(told::add);
        stores().atomically(() -> stores().clusters().put(Samples.cluster("production")));
        stores().atomically(() ->
                stores().clusters().remove(Samples.cluster("absent").arn()));
        stores().atomically(() -> {
            stores().clusters().remove(cluster.arn());
            stores().clusters().put(cluster);
        });
        assertThat(told).isEmpty();
    }

    @Test
    void aSubscriberWhoHasClosedIsNotTold() throws Exception {
        List<Set<Arn>> told = new ArrayList<>();
        stores().subscribe(told::add).close();
        stores().atomically(() -> stores().clusters().put(cluster));
        assertThat(told).isEmpty();
    }

    @Test
    void aSubscriberThatFailsHurtsNeitherTheStepNorTheOthers() {
        List<Set<Arn>> told = new ArrayList<>();
        stores().subscribe(touched -> {
            throw new Refusal();
        });
        stores().subscribe(told::add);
        stores().atomically(() -> stores().clusters().put(cluster));
        assertThat(stores().clusters().all()).containsExactly(cluster);
        assertThat(told).hasSize(1);
    }

    @Test
    void readsNeverWaitForAStep() throws Exception {
        stores().atomically(() -> stores().clusters().put(cluster));
        CountDownLatch stepping = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> stores().atomically(() -> {
                stepping.countDown();
                awaitUninterruptibly(read);
            }));
            stepping.await();
            assertThat(stores().clusters().all()).containsExactly(cluster);
            read.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a reader was awaited", e);
        }
    }

    @Test
    void afterCloseStepsAreRefusedAndClosingAgainDoesNothing() {
        stores().close();
        stores().close();
        assertThatThrownBy(() -> stores().atomically(() -> stores().clusters().put(cluster)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }
}
