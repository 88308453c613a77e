package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.testkit.sample.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Task definition revisions under deletion.
class RevisionsTest {
    private static final Duration A_WHILE = Duration.ofMinutes(3);
    private final World world = new World();

    private TaskDefinitionArn deleted(TaskDefinitionArn arn) {
        world.taskDefinitions().deregister(arn);
        world.taskDefinitions().delete(arn);
        return arn;
    }

    private boolean isThere(TaskDefinitionArn arn) {
        return world.stores().taskDefinitions().find(arn).isPresent();
    }

    @Test
    void anUnusedOneIsShownUnderDeletionForAMinuteAndThenGone() {
        TaskDefinitionArn unused = deleted(world.register(1, World.container("web")));
        world.advance(Duration.ofSeconds(59));
        assertThat(isThere(unused)).isTrue();
        world.advance(Duration.ofSeconds(1));
        assertThat(isThere(unused)).isFalse();
    }

    @Test
    void oneThatATaskRunsFromStaysUntilTheTaskHasStopped() {
        TaskDefinitionArn used = world.register(1, World.container("web"));
        TaskArn task = world.run(used);
        world.settle();
        deleted(used);
        world.advance(A_WHILE);
        assertThat(isThere(used)).isTrue();
        world.tasks().stop(task, "enough");
        world.advance(A_WHILE);
        assertThat(isThere(used)).isFalse();
    }

    @Test
    void aServiceGoesOnFromOneUnderDeletionAndReplacesItsTasks() {
        TaskDefinitionArn used = world.register(1, World.container("web"));
        ServiceArn service = world.create("web", 2, used);
        world.settle();
        deleted(used);
        world.advance(A_WHILE);
        world.engine().exit(world.running(service).getFirst().arn(), "web", 1);
        world.advance(A_WHILE);
        world.assertRunning(service, used, used);
        assertThat(isThere(used)).isTrue();
    }

    @Test
    void oneThatOnlyAnOlderDeploymentUsesGoesWithThatDeployment() {
        TaskDefinitionArn old = world.register(1, World.container("web"));
        ServiceArn service = world.create("web", 1, old);
        world.settle();
        TaskDefinitionArn next = world.register(2, World.container("web"));
        deleted(old);
        world.deploy(service, next);
        world.advance(Duration.ofMinutes(10));
        world.assertRunning(service, next);
        assertThat(isThere(old)).isFalse();
    }

    @Test
    void oneUnderDeletionGoesAfterARestartToo() {
        TaskDefinitionArn unused = deleted(world.register(1, World.container("web")));
        world.settle();
        world.restart();
        world.advance(A_WHILE);
        assertThat(isThere(unused)).isFalse();
        assertThat(world.stores().taskDefinitions().family(Samples.SCOPE, unused.family()))
                .isEmpty();
    }
}
