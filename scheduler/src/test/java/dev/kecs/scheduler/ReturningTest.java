package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ClusterPlan;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReturningTest {
    private static final ClusterArn OTHER = new ClusterArn(Samples.SCOPE, "other");
    private final Returning returning = new Returning();

    @Test
    void whatIsDoneToAClusterIsToldUntilItIsFound() {
        returning.expect(List.of(
                new ClusterPlan(Samples.PRODUCTION, OptionalInt.empty()), new ClusterPlan(OTHER, OptionalInt.empty())));
        assertThat(returning.told()).isEmpty();
        returning.progressed(Samples.PRODUCTION, "1/1 starting it");
        returning.progressed(Samples.PRODUCTION, "cannot be reached and is tried again");
        assertThat(returning.told()).isEqualTo(Map.of(Samples.PRODUCTION, "cannot be reached and is tried again"));
        returning.found(Samples.PRODUCTION);
        assertThat(returning.told()).isEmpty();
    }

    @Test
    void newClustersAreNotAmongThem() {
        returning.progressed(OTHER, "2/5 making it");
        assertThat(returning.told()).isEmpty();
    }
}
