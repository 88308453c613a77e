package dev.kecs.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A request reaches what its region and this account have, and nothing else.
class OtherRegionsTest {
    private static final String HERE = BootedApi.arn("cluster/production");
    private static final String REVISION = BootedApi.arn("task-definition/web:1");
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();
    private final EcsClient elsewhere = api.client("us-west-2");

    @BeforeEach
    void create() {
        ecs.createCluster(r -> r.clusterName("production"));
        api.register("web");
    }

    @AfterEach
    void close() {
        elsewhere.close();
        api.close();
    }

    @Test
    void arnsAreThoseOfTheRequestsRegion() {
        assertThat(elsewhere
                        .createCluster(r -> r.clusterName("production"))
                        .cluster()
                        .clusterArn())
                .isEqualTo("arn:aws:ecs:us-west-2:000000000000:cluster/production");
        assertThat(elsewhere.listClusters().clusterArns())
                .containsExactly("arn:aws:ecs:us-west-2:000000000000:cluster/production");
        assertThat(ecs.listClusters().clusterArns()).containsExactly(HERE);
    }

    @Test
    void anArnOfAnotherRegionNamesNothingHere() {
        assertThat(elsewhere.describeClusters(r -> r.clusters(HERE)).failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.arn() + " " + failure.reason()).isEqualTo(HERE + " MISSING"));
        assertThatThrownBy(() -> elsewhere.deleteCluster(r -> r.cluster(HERE)))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> elsewhere.updateCluster(r -> r.cluster(HERE)))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> elsewhere.listServices(r -> r.cluster(HERE)))
                .isInstanceOf(ClusterNotFoundException.class);
        assertThatThrownBy(() -> elsewhere.describeTaskDefinition(r -> r.taskDefinition(REVISION)))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Unable to describe task definition.");
        assertThatThrownBy(() -> elsewhere.deregisterTaskDefinition(r -> r.taskDefinition(REVISION)))
                .isInstanceOf(ClientException.class);
        assertThat(elsewhere
                        .deleteTaskDefinitions(r -> r.taskDefinitions(REVISION))
                        .failures())
                .extracting(Failure::arn)
                .containsExactly(REVISION);
        assertThatThrownBy(() -> elsewhere.tagResource(r -> r.resourceArn(HERE)
                        .tags(Tag.builder().key("a").value("1").build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid resource ARN");
        assertThat(ecs.listTagsForResource(r -> r.resourceArn(HERE)).tags()).isEmpty();
        assertThat(ecs.describeClusters(r -> r.clusters(HERE)).clusters())
                .extracting(Cluster::status)
                .containsExactly("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:ecs:eu-west-1:000000000000:cluster/other",
                "arn:aws:ecs:us-west-2:000000000000:cluster/other",
                "arn:aws:ecs:eu-west-1:123456789012:cluster/other"
            })
    void aClusterIsCreatedByNameOnly(String arn) {
        assertThatThrownBy(() -> ecs.createCluster(r -> r.clusterName(arn)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "clusterName: Cluster must match ^[a-zA-Z0-9\\-_]{1,255}$, but was '" + arn + "'");
        assertThat(api.stores().clusters().all()).hasSize(1);
    }
}
