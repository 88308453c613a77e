package dev.kecs.api.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.api.BootedApi;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.ecs.engine.EngineException;
import dev.kecs.testkit.sample.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;

/// Clusters whose engine takes its time, and the ports of their Traefik, as clients see them.
class ClusterProgressTest {
    private final BootedApi api = new BootedApi();
    private final EcsClient ecs = api.ecs();

    @AfterEach
    void close() {
        api.close();
    }

    private Cluster create() {
        return ecs.createCluster(r -> r.clusterName("production")).cluster();
    }

    private Cluster shown() {
        return ecs.describeClusters(r -> r.clusters("production").include(ClusterField.ATTACHMENTS))
                .clusters()
                .getFirst();
    }

    private static String detail(Attachment attachment, String name) {
        return attachment.details().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void whatIsBeingDoneIsAnAttachment() {
        var ready = api.engine().holdProvisioning();
        create();
        api.stores()
                .atomically(() -> api.stores()
                        .clusters()
                        .put(api.stores()
                                .clusters()
                                .find(Samples.PRODUCTION)
                                .orElseThrow()
                                .with(ClusterStatus.PROVISIONING, "2/5 waiting for the API server")));
        assertThat(shown().attachmentsStatus()).isEqualTo("UPDATE_IN_PROGRESS");
        assertThat(shown().attachments()).singleElement().satisfies(progress -> {
            assertThat(progress.type()).isEqualTo("kecs_progress");
            assertThat(progress.status()).isEqualTo("PROVISIONING");
            assertThat(detail(progress, "statusReason")).isEqualTo("2/5 waiting for the API server");
        });
        ready.complete(null);
        assertThat(shown().status()).isEqualTo("ACTIVE");
        assertThat(shown().attachments()).isEmpty();
        assertThat(shown().attachmentsStatus()).isNull();
    }

    @Test
    void whyACreationFailedIsAnAttachmentAndItCanBeTriedAgain() {
        api.engine().holdProvisioning().completeExceptionally(new EngineException("Docker does not run"));
        assertThat(create().status()).isEqualTo("FAILED");
        assertThat(shown().attachmentsStatus()).isEqualTo("UPDATE_FAILED");
        assertThat(detail(shown().attachments().getFirst(), "statusReason")).isEqualTo("Docker does not run");
        api.engine().holdProvisioning().complete(null);
        assertThat(create().status()).isEqualTo("ACTIVE");
    }

    @Test
    void itsTraefiksPortIsAnAttachmentWhenAskedFor() {
        api.ports().offer(8090, 8090);
        create();
        assertThat(shown().attachments()).singleElement().satisfies(traefik -> {
            assertThat(traefik.type()).isEqualTo("kecs_traefik");
            assertThat(traefik.status()).isEqualTo("CREATED");
            assertThat(detail(traefik, "port")).isEqualTo("8090");
            assertThat(detail(traefik, "url")).isEqualTo("http://localhost:8090");
        });
        assertThat(ecs.describeClusters(r -> r.clusters("production"))
                        .clusters()
                        .getFirst()
                        .attachments())
                .isEmpty();
    }

    @Test
    void whereNoPortIsFreeTheCreationIsRefusedAndThereIsNoCluster() {
        api.ports().offer(8090, 8090);
        create();
        assertThatThrownBy(() -> ecs.createCluster(r -> r.clusterName("late")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("failed to find available port for Traefik: all are taken");
        assertThat(ecs.listClusters().clusterArns()).hasSize(1);
    }

    @Test
    void itIsDeprovisioningUntilTheEngineHasRemovedItAndNothingBeginsInIt() {
        create();
        api.register("web");
        var gone = api.engine().clusters().holdTearDown();
        assertThat(ecs.deleteCluster(r -> r.cluster("production")).cluster().status())
                .isEqualTo("DEPROVISIONING");
        assertThat(ecs.deleteCluster(r -> r.cluster("production")).cluster().status())
                .isEqualTo("DEPROVISIONING");
        assertThatThrownBy(this::create)
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Cluster was not ACTIVE: production is being deleted");
        assertThatThrownBy(() -> ecs.runTask(r -> r.cluster("production")
                        .taskDefinition("web")
                        .networkConfiguration(BootedApi.network("ENABLED"))))
                .hasMessageContaining("The referenced cluster was inactive.");
        gone.complete(null);
        assertThat(shown().status()).isEqualTo("INACTIVE");
        assertThat(create().status()).isEqualTo("ACTIVE");
    }

    @Test
    void itCanBeDeletedWhileItIsMade() {
        var ready = api.engine().holdProvisioning();
        create();
        assertThat(ecs.deleteCluster(r -> r.cluster("production")).cluster().status())
                .isEqualTo("INACTIVE");
        ready.complete(null);
        assertThat(shown().status()).isEqualTo("INACTIVE");
    }
}
