package dev.kecs.scheduler.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.scheduler.service.RollingDeployment.Counts;
import dev.kecs.scheduler.service.RollingDeployment.Limits;
import org.junit.jupiter.api.Test;

class RollingDeploymentTest {
    private static RollingDeployment decide(Limits limits, Counts counts) {
        return RollingDeployment.decide(limits, counts, true);
    }

    @Test
    void theMinimumIsRoundedUpAndTheMaximumDown() {
        assertThat(Limits.of(3, 50, 150)).isEqualTo(new Limits(3, 2, 4));
        assertThat(Limits.of(1, 100, 150)).isEqualTo(new Limits(1, 1, 1));
        assertThat(Limits.of(0, 100, 200)).isEqualTo(new Limits(0, 0, 0));
    }

    @Test
    void aNewServiceStartsAllItsTasksAtOnce() {
        assertThat(decide(Limits.of(4, 100, 200), new Counts(0, 0, 0, 0, 0)))
                .isEqualTo(new RollingDeployment(4, 0, 0, 0, 0));
    }

    @Test
    void withRoomNewTasksStartBeforeOldOnesStop() {
        assertThat(decide(Limits.of(2, 100, 200), new Counts(0, 0, 0, 2, 0)))
                .isEqualTo(new RollingDeployment(2, 0, 0, 0, 0));
        assertThat(decide(Limits.of(2, 100, 200), new Counts(1, 1, 0, 2, 0)))
                .isEqualTo(new RollingDeployment(0, 0, 0, 1, 0));
    }

    @Test
    void withoutRoomOldTasksMakeItDownToTheMinimumOnly() {
        assertThat(decide(Limits.of(4, 50, 100), new Counts(0, 0, 0, 4, 0)))
                .isEqualTo(new RollingDeployment(0, 0, 0, 2, 0));
        assertThat(decide(Limits.of(4, 50, 100), new Counts(0, 2, 0, 2, 0)))
                .isEqualTo(new RollingDeployment(0, 0, 0, 0, 0));
    }

    @Test
    void aLowMinimumAloneStopsNoOldTask() {
        assertThat(decide(Limits.of(4, 0, 200), new Counts(0, 0, 0, 4, 0)))
                .isEqualTo(new RollingDeployment(4, 0, 0, 0, 0));
    }

    @Test
    void nothingStopsToMakeRoomForTasksThatMayNotStart() {
        assertThat(RollingDeployment.decide(Limits.of(4, 0, 100), new Counts(0, 0, 0, 4, 0), false))
                .isEqualTo(new RollingDeployment(0, 0, 0, 0, 0));
        assertThat(RollingDeployment.decide(Limits.of(2, 0, 100), new Counts(0, 0, 2, 1, 1), false))
                .isEqualTo(new RollingDeployment(0, 0, 0, 0, 0));
    }

    @Test
    void oldTasksThatServeNobodyGoAtOnce() {
        assertThat(decide(Limits.of(2, 100, 200), new Counts(0, 0, 0, 1, 1)))
                .isEqualTo(new RollingDeployment(2, 0, 1, 0, 0));
    }

    @Test
    void aSickTaskIsReplacedFirstAndStoppedWhenTheReplacementIsHealthy() {
        Limits limits = Limits.of(2, 100, 200);
        assertThat(decide(limits, new Counts(1, 0, 1, 0, 0))).isEqualTo(new RollingDeployment(1, 0, 0, 0, 0));
        assertThat(decide(limits, new Counts(1, 1, 1, 0, 0))).isEqualTo(new RollingDeployment(0, 0, 0, 0, 0));
        assertThat(decide(limits, new Counts(2, 0, 1, 0, 0))).isEqualTo(new RollingDeployment(0, 1, 0, 0, 0));
    }

    @Test
    void withoutRoomTheSickTaskGoesFirst() {
        assertThat(decide(Limits.of(2, 100, 100), new Counts(1, 0, 1, 0, 0)))
                .isEqualTo(new RollingDeployment(0, 1, 0, 0, 0));
    }

    @Test
    void scalingInStopsTheSurplus() {
        assertThat(decide(Limits.of(1, 100, 200), new Counts(3, 0, 0, 0, 0)))
                .isEqualTo(new RollingDeployment(0, 0, 0, 0, 2));
    }
}
