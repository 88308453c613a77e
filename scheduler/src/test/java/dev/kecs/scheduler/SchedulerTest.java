package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.IngressPorts;
import dev.kecs.ecs.command.ClusterLife;
import dev.kecs.ecs.name.RandomIds;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.store.journal.Journal;
import dev.kecs.ecs.store.memory.MemoryStores;
import dev.kecs.testkit.engine.FakeEngine;
import dev.kecs.testkit.sample.Samples;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The scheduler with its thread and the system's clock.
class SchedulerTest {
    private final Stores stores = new MemoryStores(Journal.NONE);
    private final FakeEngine engine = new FakeEngine(InstantSource.system());
    private final AtomicInteger steps = new AtomicInteger();
    private final Scheduler scheduler = new Scheduler(
            new Scheduler.Parts(
                    stores,
                    engine,
                    new ClusterLife(stores, engine, IngressPorts.NONE, InstantSource.system()),
                    task -> CompletableFuture.completedFuture(null),
                    new RandomIds(new Random(1)),
                    InstantSource.system()),
            duration -> steps.incrementAndGet());

    @AfterEach
    void close() {
        scheduler.close();
        stores.close();
    }

    private void createService() {
        ServiceArn arn = Samples.PRODUCTION.service("webapp");
        Cluster cluster = Samples.cluster("production");
        stores.atomically(() -> {
            stores.clusters().put(cluster);
            stores.taskDefinitions().put(Samples.taskDefinition(Samples.WEBAPP_1));
            stores.services().put(Samples.service(arn));
        });
    }

    @Test
    void aChangeInTheStoresWakesIt() {
        scheduler.start();
        await().until(scheduler::ready);
        createService();
        await().untilAsserted(() -> assertThat(stores.tasks().all()).hasSize(1));
    }

    @Test
    void whatWasWantedBeforeItsStartIsMadeTrue() {
        createService();
        scheduler.start();
        await().untilAsserted(() -> assertThat(stores.tasks().all()).hasSize(1));
    }

    @Test
    void aQuietSchedulerStartsNoTasksForItsServices() {
        scheduler.quiesce();
        scheduler.start();
        await().until(scheduler::ready);
        int before = steps.get();
        createService();
        await().until(() -> steps.get() > before);
        assertThat(stores.tasks().all()).isEmpty();
    }

    @Test
    void closedItReactsToNothing() {
        scheduler.start();
        await().until(scheduler::ready);
        scheduler.close();
        createService();
        assertThat(stores.tasks().all()).isEmpty();
        scheduler.close();
    }
}
