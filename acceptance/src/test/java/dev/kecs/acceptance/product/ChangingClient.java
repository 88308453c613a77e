package dev.kecs.acceptance.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;

/// Changes one service of its own, and registers task definitions, until it is told to stop; remembers what was
/// acknowledged, and what may or may not have happened. A thread of its own, which alone touches the records
/// until it has ended.
final class ChangingClient {
    private final EcsClient ecs;
    private final String service;
    private final Random random;
    private final Thread thread = new Thread(this::run, "client");
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<String> revisions = new ArrayList<>();
    private final Set<Integer> possibleCounts = new HashSet<>();
    private boolean exists;
    private volatile boolean stopped;
    private volatile @Nullable Throwable broken;

    ChangingClient(EcsClient ecs, String service, Random random) {
        this.ecs = ecs;
        this.service = service;
        this.random = random;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    String service() {
        return service;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    private void run() {
        try {
            while (!stopped) {
                act();
            }
        } catch (InterruptedException | RuntimeException | AssertionError failure) {
            broken = failure;
        }
    }

    private void act() throws InterruptedException {
        int count = random.nextInt(3);
        try {
            if (!exists) {
                ecs.createService(r -> r.cluster("production")
                        .serviceName(service)
                        .taskDefinition("sleep")
                        .desiredCount(count)
                        .networkConfiguration(n -> n.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1"))));
                acknowledge(count);
                exists = true;
            } else if (random.nextInt(4) == 0) {
                revisions.add(ecs.registerTaskDefinition(r -> r.family("family-" + service)
                                .cpu("256")
                                .memory("512")
                                .networkMode("awsvpc")
                                .containerDefinitions(List.of(Containers.idle("sleep", "test/sleep"))))
                        .taskDefinition()
                        .taskDefinitionArn());
                acknowledged.incrementAndGet();
            } else {
                ecs.updateService(r -> r.cluster("production").service(service).desiredCount(count));
                acknowledge(count);
            }
        } catch (SdkException unknown) {
            // It may have happened, or not.
            possibleCounts.add(count);
            lookWhetherItExists();
        }
    }

    private void acknowledge(int count) {
        possibleCounts.clear();
        possibleCounts.add(count);
        acknowledged.incrementAndGet();
    }

    /// Waits until the server answers again, and learns from it.
    private void lookWhetherItExists() throws InterruptedException {
        while (!stopped) {
            try {
                List<Service> found = ecs.describeServices(
                                r -> r.cluster("production").services(service))
                        .services();
                assertThat(exists && found.isEmpty()).as(service + " was lost").isFalse();
                exists = !found.isEmpty();
                found.forEach(each -> assertThat(possibleCounts).contains(each.desiredCount()));
                return;
            } catch (SdkException stillAway) {
                if (new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Nobody counts it down", stillAway);
                }
            }
        }
    }

    /// What the server says the service shall have, which must be what was acknowledged last.
    int wanted(EcsClient asked) {
        List<Service> found = asked.describeServices(
                        r -> r.cluster("production").services(service))
                .services();
        if (found.isEmpty()) {
            assertThat(exists).as(service + " was lost").isFalse();
            return 0;
        }
        assertThat(possibleCounts).contains(found.getFirst().desiredCount());
        return found.getFirst().desiredCount();
    }

    void assertNothingLost() {
        assertThat(broken).isNull();
        assertThat(revisions).doesNotHaveDuplicates();
        for (String revision : revisions) {
            assertThat(ecs.describeTaskDefinition(r -> r.taskDefinition(revision))
                            .taskDefinition()
                            .taskDefinitionArn())
                    .isEqualTo(revision);
        }
    }
}
