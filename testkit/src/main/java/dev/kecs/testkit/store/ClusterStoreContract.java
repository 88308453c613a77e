package dev.kecs.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.cluster.Cluster;
import dev.kecs.ecs.cluster.ClusterStatus;
import dev.kecs.testkit.sample.Samples;
import org.junit.jupiter.api.Test;

/// What `ClusterStore` promises.
public abstract class ClusterStoreContract extends StoreContract {
    private void put(Cluster cluster) {
        stores().atomically(() -> stores().clusters().put(cluster));
    }

    @Test
    void anAbsentClusterIsNotFound() {
        assertThat(stores().clusters().find(Samples.PRODUCTION)).isEmpty();
    }

    @Test
    void aPutReplacesTheClusterOfTheSameArn() {
        put(Samples.cluster("production"));
        Cluster failed = Samples.cluster("production").with(ClusterStatus.FAILED, "no room");
        put(failed);
        assertThat(stores().clusters().all()).containsExactly(failed);
    }

    @Test
    void aRemovedClusterIsGone() {
        put(Samples.cluster("production"));
        stores().atomically(() -> stores().clusters().remove(Samples.PRODUCTION));
        assertThat(stores().clusters().find(Samples.PRODUCTION)).isEmpty();
        assertThat(stores().clusters().all()).isEmpty();
    }

    @Test
    void clustersAreOrderedByArn() {
        put(Samples.cluster("b"));
        put(Samples.cluster("c"));
        put(Samples.cluster("a"));
        assertThat(stores().clusters().all())
                .extracting(cluster -> cluster.arn().name())
                .containsExactly("a", "b", "c");
    }
}
