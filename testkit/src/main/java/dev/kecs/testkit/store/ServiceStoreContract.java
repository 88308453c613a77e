package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.testkit.sample.Samples;
import org.junit.jupiter.api.Test;

/// What `ServiceStore` promises.
public abstract class ServiceStoreContract extends StoreContract {
    private static final ServiceArn WEBAPP = Samples.PRODUCTION.service("webapp");

    private void put(Service service) {
        stores().atomically(() -> stores().services().put(service));
    }

    @Test
    void aPutReplacesTheServiceOfTheSameArn() {
        put(Samples.service(WEBAPP));
        Service draining = Samples.service(WEBAPP).with(ServiceStatus.DRAINING);
        put(draining);
        assertThat(stores().services().find(WEBAPP)).contains(draining);
        assertThat(stores().services().inCluster(Samples.PRODUCTION)).containsExactly(draining);
    }

    @Test
    void aClusterListsItsOwnServicesInTheirOrder() {
        ClusterArn staging = new ClusterArn(Samples.SCOPE, "staging");
        put(Samples.service(Samples.PRODUCTION.service("b")));
        put(Samples.service(Samples.PRODUCTION.service("a")));
        put(Samples.service(staging.service("c")));
        assertThat(stores().services().inCluster(Samples.PRODUCTION))
                .extracting(service -> service.arn().name())
                .containsExactly("a", "b");
        assertThat(stores().services().all())
                .extracting(service -> service.arn().name())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aRemovedServiceIsGoneFromItsCluster() {
        put(Samples.service(WEBAPP));
        stores().atomically(() -> stores().services().remove(WEBAPP));
        assertThat(stores().services().find(WEBAPP)).isEmpty();
        assertThat(stores().services().inCluster(Samples.PRODUCTION)).isEmpty();
    }

    @Test
    void listsInAStepShowItsOwnWrites() {
        put(Samples.service(WEBAPP));
        ServiceArn other = Samples.PRODUCTION.service("other");
        assertThat(stores().<Integer>atomically(() -> {
                    stores().services().remove(WEBAPP);
                    stores().services().put(Samples.service(other));
                    assertThat(stores().services().inCluster(Samples.PRODUCTION))
                            .extracting(Service::arn)
                            .containsExactly(other);
                    return stores().services().all().size();
                }))
                .isEqualTo(1);
    }
}
