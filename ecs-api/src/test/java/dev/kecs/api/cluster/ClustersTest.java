package dev.kecs.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.testkit.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.Tag;

// The SDK takes its builders as varargs of a generic type.
@SuppressWarnings("unchecked")
class ClustersTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void creationIsIdempotentAndChangesNothing() {
        Cluster first = ecs.createCluster(r -> r.clusterName("production").tags(tag("team", "web")))
                .cluster();
        Cluster second = ecs.createCluster(r -> r.clusterName("production").tags(tag("team", "other")))
                .cluster();
        assertThat(first.clusterArn()).isEqualTo(BootedApi.arn("cluster/production"));
        assertThat(first.status()).isEqualTo("ACTIVE");
        assertThat(second.tags()).containsExactly(tag("team", "web"));
    }

    @Test
    void withoutANameItIsTheDefaultCluster() {
        assertThat(ecs.createCluster().cluster().clusterName()).isEqualTo("default");
        assertThat(ecs.describeClusters().clusters())
                .extracting(Cluster::clusterName)
                .containsExactly("default");
    }

    @Test
    void namesAndArnsAreTheSameAndWhatIsMissingIsAFailure() {
        ecs.createCluster(r -> r.clusterName("production"));
        var response = ecs.describeClusters(r -> r.clusters("production", BootedApi.arn("cluster/production"), "none"));
        assertThat(response.clusters()).hasSize(2);
        assertThat(response.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.arn()).isEqualTo(BootedApi.arn("cluster/none"));
            assertThat(failure.reason()).isEqualTo("MISSING");
        });
    }

    @Test
    void everyRegionHasClustersOfItsOwn() {
        ecs.createCluster(r -> r.clusterName("production"));
        try (EcsClient virginia = api.client("us-east-1")) {
            assertThat(virginia.listClusters().clusterArns()).isEmpty();
            assertThat(virginia.createCluster(r -> r.clusterName("production"))
                            .cluster()
                            .clusterArn())
                    .startsWith("arn:aws:ecs:us-east-1:");
        }
    }

    @Test
    void tagsSettingsAndConfigurationAreShownOnlyWhenIncluded() {
        ecs.createCluster(r -> r.clusterName("production").tags(tag("team", "web")));
        Cluster plain =
                ecs.describeClusters(r -> r.clusters("production")).clusters().getFirst();
        assertThat(plain.tags()).isEmpty();
        assertThat(plain.settings()).isEmpty();
        Cluster full = ecs.describeClusters(
                        r -> r.clusters("production").include(ClusterField.TAGS, ClusterField.SETTINGS))
                .clusters()
                .getFirst();
        assertThat(full.tags()).containsExactly(tag("team", "web"));
        assertThat(full.settings()).singleElement().satisfies(setting -> {
            assertThat(setting.name()).isEqualTo(ClusterSettingName.CONTAINER_INSIGHTS);
            assertThat(setting.value()).isEqualTo("disabled");
        });
    }

    @Test
    void listsComeInPagesThatMissNothing() {
        for (int i = 0; i < 7; i++) {
            int number = i;
            ecs.createCluster(r -> r.clusterName("c" + number));
        }
        List<String> all = new ArrayList<>();
        ListClustersResponse page = ecs.listClusters(r -> r.maxResults(3));
        all.addAll(page.clusterArns());
        while (page.nextToken() != null) {
            String token = page.nextToken();
            page = ecs.listClusters(r -> r.maxResults(3).nextToken(token));
            all.addAll(page.clusterArns());
        }
        assertThat(all).hasSize(7).doesNotHaveDuplicates().isSorted();
        assertThatThrownBy(() -> ecs.listClusters(r -> r.maxResults(101)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("maxResults must be between 1 and 100, and was 101");
        assertThatThrownBy(() -> ecs.listClusters(r -> r.nextToken("bogus")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid token");
    }

    @Test
    void settingsAndConfigurationCanBeUpdated() {
        ecs.createCluster(r -> r.clusterName("production"));
        Cluster updated = ecs.updateClusterSettings(r -> r.cluster("production")
                        .settings(s ->
                                s.name(ClusterSettingName.CONTAINER_INSIGHTS).value("enabled")))
                .cluster();
        assertThat(updated.settings()).extracting(s -> s.value()).containsExactly("enabled");
        Cluster configured = ecs.updateCluster(r -> r.cluster(BootedApi.arn("cluster/production"))
                        .configuration(c -> c.executeCommandConfiguration(e -> e.logging("NONE"))))
                .cluster();
        assertThat(configured.configuration().executeCommandConfiguration().loggingAsString())
                .isEqualTo("NONE");
        assertThat(configured.settings()).extracting(s -> s.value()).containsExactly("enabled");
        assertThatThrownBy(() -> ecs.updateCluster(r -> r.cluster("none")))
                .isInstanceOf(ClusterNotFoundException.class)
                .hasMessageContaining("Cluster not found.");
    }

    @Test
    void aDeletedClusterIsInactiveAndNotListed() {
        ecs.createCluster(r -> r.clusterName("production"));
        assertThat(ecs.deleteCluster(r -> r.cluster("production")).cluster().status())
                .isEqualTo("INACTIVE");
        assertThat(ecs.listClusters().clusterArns()).isEmpty();
        assertThat(ecs.describeClusters(r -> r.clusters("production")).clusters())
                .extracting(Cluster::status)
                .containsExactly("INACTIVE");
        assertThatThrownBy(() -> ecs.deleteCluster(r -> r.cluster("production")))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThat(ecs.createCluster(r -> r.clusterName("production")).cluster().status())
                .isEqualTo("ACTIVE");
    }

    @Test
    void aClusterWithServicesIsNotDeleted() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("webapp");
        ecs.createService(r -> r.cluster("production")
                .serviceName("web")
                .taskDefinition("webapp")
                .desiredCount(0)
                .networkConfiguration(BootedApi.network("ENABLED")));
        assertThatThrownBy(() -> ecs.deleteCluster(r -> r.cluster("production")))
                .isInstanceOf(ClusterContainsServicesException.class)
                .hasMessageContaining("The Cluster cannot be deleted while Services are active.");
    }

    @Test
    void countsAreDerivedFromTasksAndServices() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.stores().atomically(() -> {
            api.stores().tasks().put(Samples.task(1));
            api.stores().services().put(Samples.service(Samples.PRODUCTION.service("web")));
        });
        Cluster shown =
                ecs.describeClusters(r -> r.clusters("production")).clusters().getFirst();
        assertThat(shown.pendingTasksCount()).isEqualTo(1);
        assertThat(shown.runningTasksCount()).isZero();
        assertThat(shown.activeServicesCount()).isEqualTo(1);
    }

    @Test
    void illegalNamesAreRefused() {
        assertThatThrownBy(() -> ecs.createCluster(r -> r.clusterName("not a name")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'not a name'");
        assertThatThrownBy(() -> ecs.createCluster(r -> r.clusterName("x").tags(tag("aws:x", "1"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("the prefix aws: is reserved");
        assertThat(api.stores().clusters().all()).isEmpty();
    }
}
