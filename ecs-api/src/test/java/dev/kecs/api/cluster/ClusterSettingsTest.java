package dev.kecs.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// CreateCluster, UpdateCluster and UpdateClusterSettings: what a cluster is declared to be.
class ClusterSettingsTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private static ClusterSetting insights(String value) {
        return ClusterSetting.builder().name("containerInsights").value(value).build();
    }

    private Cluster shown(String cluster) {
        return ecs.describeClusters(
                        r -> r.clusters(cluster).include(ClusterField.SETTINGS, ClusterField.CONFIGURATIONS))
                .clusters()
                .getFirst();
    }

    @Test
    void containerInsightsAreWhatTheAccountSaysUnlessTheRequestDoes() {
        assertThat(ecs.createCluster(r -> r.clusterName("before")).cluster().settings())
                .containsExactly(insights("disabled"));
        ecs.putAccountSettingDefault(r -> r.name(SettingName.CONTAINER_INSIGHTS).value("enhanced"));
        assertThat(ecs.createCluster(r -> r.clusterName("after")).cluster().settings())
                .containsExactly(insights("enhanced"));
        assertThat(ecs.createCluster(r -> r.clusterName("own").settings(insights("enabled")))
                        .cluster()
                        .settings())
                .containsExactly(insights("enabled"));
        assertThat(shown("before").settings()).containsExactly(insights("disabled"));
    }

    @Test
    void creatingAgainAgreesOrIsRefusedAndChangesNothing() {
        ecs.createCluster(
                r -> r.clusterName("production").settings(insights("enabled")).capacityProviders("FARGATE"));
        assertThat(ecs.createCluster(r -> r.clusterName("production")).cluster().capacityProviders())
                .containsExactly("FARGATE");
        assertThat(ecs.createCluster(r -> r.clusterName("production").settings(insights("enabled")))
                        .cluster()
                        .settings())
                .containsExactly(insights("enabled"));
        assertThatThrownBy(
                        () -> ecs.createCluster(r -> r.clusterName("production").settings(insights("disabled"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Arguments on this idempotent request are inconsistent");
        assertThatThrownBy(
                        () -> ecs.createCluster(r -> r.clusterName("production").capacityProviders("FARGATE_SPOT")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Arguments on this idempotent request are inconsistent");
        assertThat(shown("production").settings()).containsExactly(insights("enabled"));
        assertThat(shown("production").capacityProviders()).containsExactly("FARGATE");
    }

    @Test
    void anUpdateChangesWhatItNamesAndLeavesTheRest() {
        ecs.createCluster(r -> r.clusterName("production").settings(insights("enabled")));
        Cluster configured = ecs.updateCluster(r -> r.cluster(BootedApi.arn("cluster/production"))
                        .configuration(c -> c.executeCommandConfiguration(e -> e.logging("NONE"))))
                .cluster();
        assertThat(configured.configuration().executeCommandConfiguration().loggingAsString())
                .isEqualTo("NONE");
        assertThat(configured.settings()).containsExactly(insights("enabled"));
        ecs.updateClusterSettings(r -> r.cluster("production").settings(insights("enhanced")));
        assertThat(shown("production").settings()).containsExactly(insights("enhanced"));
        assertThat(shown("production").configuration()).isEqualTo(configured.configuration());
    }

    @Test
    void aWrongSettingIsRefusedWithItsPathBeforeAnythingChanges() {
        ecs.createCluster(r -> r.clusterName("production"));
        List.<Runnable>of(
                        () -> ecs.createCluster(r -> r.clusterName("other").settings(insights("on"))),
                        () -> ecs.updateCluster(r -> r.cluster("production").settings(insights("on"))),
                        () -> ecs.updateClusterSettings(
                                r -> r.cluster("production").settings(insights("on"))))
                .forEach(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(InvalidParameterException.class)
                        .hasMessageContaining("settings[0].value: 'on' is not one of enabled, disabled, enhanced"));
        assertThatThrownBy(() -> ecs.updateClusterSettings(r -> r.cluster("production")
                        .settings(ClusterSetting.builder()
                                .name("insight")
                                .value("on")
                                .build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("settings[0].name: 'insight' is not one of [containerInsights]");
        assertThat(ecs.listClusters().clusterArns()).containsExactly(BootedApi.arn("cluster/production"));
        assertThat(shown("production").settings()).containsExactly(insights("disabled"));
    }

    @Test
    void aClusterThatIsNotThereOrInactiveIsNotUpdated() {
        ecs.createCluster(r -> r.clusterName("gone"));
        ecs.deleteCluster(r -> r.cluster("gone"));
        for (String name : List.of("gone", "never")) {
            assertThatThrownBy(() -> ecs.updateCluster(r -> r.cluster(name).settings(insights("enabled"))))
                    .isInstanceOf(ClusterNotFoundException.class);
            assertThatThrownBy(
                            () -> ecs.updateClusterSettings(r -> r.cluster(name).settings(insights("enabled"))))
                    .isInstanceOf(ClusterNotFoundException.class);
            assertThatThrownBy(() -> ecs.deleteCluster(r -> r.cluster(name)))
                    .isInstanceOf(ClusterNotFoundException.class);
        }
        assertThatThrownBy(() -> ecs.updateClusterSettings(r -> r.cluster("gone")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("settings: a value is required");
    }

    @Test
    void aDeletedClustersNameBeginsAnew() {
        ecs.createCluster(r -> r.clusterName("production").settings(insights("enabled")));
        ecs.deleteCluster(r -> r.cluster("production"));
        assertThat(shown("production").status()).isEqualTo("INACTIVE");
        Cluster again = ecs.createCluster(r -> r.clusterName("production")).cluster();
        assertThat(again.status()).isEqualTo("ACTIVE");
        assertThat(again.settings()).containsExactly(insights("disabled"));
    }
}
