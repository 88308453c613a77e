package dev.kecs.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/// From PROVISIONING to INACTIVE, and what is counted in between.
class ClusterLifeTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private Cluster shown(ClusterField... include) {
        return ecs.describeClusters(r -> r.clusters("production").include(include))
                .clusters()
                .getFirst();
    }

    private void put(Task task) {
        api.stores().atomically(() -> api.stores().tasks().put(task));
    }

    private static Task inState(Task task, TaskState state) {
        return task.with(new Task.Observed(state, task.observed().containers(), List.of()));
    }

    @Test
    void itIsProvisioningUntilTheEngineIsReady() {
        var ready = api.engine().holdProvisioning();
        assertThat(ecs.createCluster(r -> r.clusterName("production")).cluster().status())
                .isEqualTo("PROVISIONING");
        ready.complete(null);
        assertThat(shown().status()).isEqualTo("ACTIVE");
    }

    @Test
    void itIsFailedWhenTheEngineCannotProvideIt() {
        var ready = api.engine().holdProvisioning();
        ecs.createCluster(r -> r.clusterName("production"));
        ready.completeExceptionally(new IllegalStateException("no room"));
        assertThat(shown().status()).isEqualTo("FAILED");
    }

    @Test
    void itIsNotDeletedWhileTasksRunAndIsOnceTheyHaveStopped() {
        ecs.createCluster(r -> r.clusterName("production"));
        put(Samples.task(1));
        assertThatThrownBy(() -> ecs.deleteCluster(r -> r.cluster("production")))
                .isInstanceOf(ClusterContainsTasksException.class)
                .hasMessageContaining("The Cluster cannot be deleted while Tasks are active.");
        assertThat(shown().status()).isEqualTo("ACTIVE");
        put(inState(
                Samples.task(1),
                new TaskState.Stopped(Optional.empty(), Samples.START, Optional.empty(), Samples.START)));
        assertThat(ecs.deleteCluster(r -> r.cluster(BootedApi.arn("cluster/production")))
                        .cluster()
                        .status())
                .isEqualTo("INACTIVE");
        assertThat(ecs.listClusters().clusterArns()).isEmpty();
        assertThat(shown().status()).isEqualTo("INACTIVE");
    }

    @Test
    void statisticsCountByLaunchTypeAndOnlyWhenIncluded() {
        ecs.createCluster(r -> r.clusterName("production"));
        put(Samples.task(1));
        put(inState(Samples.task(2), new TaskState.Running(Samples.START)));
        api.stores().atomically(() -> {
            api.stores().services().put(Samples.service(Samples.PRODUCTION.service("web")));
            api.stores()
                    .services()
                    .put(Samples.service(Samples.PRODUCTION.service("old")).with(ServiceStatus.DRAINING));
        });
        assertThat(shown().statistics()).isEmpty();
        assertThat(shown(ClusterField.STATISTICS).statistics().stream()
                        .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value)))
                .hasSize(8)
                .containsEntry("runningFargateTasksCount", "1")
                .containsEntry("pendingFargateTasksCount", "1")
                .containsEntry("activeFargateServiceCount", "1")
                .containsEntry("drainingFargateServiceCount", "1")
                .containsEntry("runningEC2TasksCount", "0")
                .containsEntry("activeEC2ServiceCount", "0");
        assertThat(shown().runningTasksCount()).isEqualTo(1);
        assertThat(shown().pendingTasksCount()).isEqualTo(1);
        assertThat(shown().activeServicesCount()).isEqualTo(1);
    }

    @Test
    void onlyKnownPartsCanBeIncludedAndAtMostAHundredClustersDescribed() {
        assertThatThrownBy(() -> ecs.describeClusters(r -> r.includeWithStrings("EVERYTHING")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "include[0]: 'EVERYTHING' is not one of [ATTACHMENTS, CONFIGURATIONS, SETTINGS, STATISTICS,"
                                + " TAGS]");
        List<String> names =
                IntStream.rangeClosed(0, 100).mapToObj(i -> "c" + i).toList();
        assertThatThrownBy(() -> ecs.describeClusters(r -> r.clusters(names)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("clusters must have 0 to 100 items, and has 101");
    }
}
