package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The control plane goes without a word, at bad moments.
class RestartsTest {
    private final World world = new World();
    private final TaskDefinitionArn revision = world.register(1, World.container("web"));

    @Test
    void runningTasksAreKeptAndNotDoubled() {
        ServiceArn web = world.create("web", 3, revision);
        world.advance(Duration.ofSeconds(5));
        List<TaskArn> before = world.running(web).stream().map(Task::arn).toList();
        world.restart();
        world.advance(Duration.ofSeconds(5));
        assertThat(world.running(web)).extracting(Task::arn).containsExactlyElementsOf(before);
        assertThat(world.engine().alive()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aLaunchLostBetweenStoreAndEngineIsMadeUpFor() {
        ServiceArn web = world.create("web", 2, revision);
        world.engine().loseCommands();
        world.settle();
        assertThat(world.engine().alive()).isEmpty();
        world.restart();
        world.settle();
        assertThat(world.running(web)).hasSize(2);
        assertThat(world.tasksOf(web)).hasSize(2);
    }

    @Test
    void aStopLostBetweenStoreAndEngineIsMadeUpFor() {
        ServiceArn web = world.create("web", 1, revision);
        world.settle();
        world.engine().loseCommands();
        world.scale(web, 0);
        world.settle();
        assertThat(world.engine().alive()).hasSize(1);
        world.restart();
        world.settle();
        assertThat(world.engine().alive()).isEmpty();
        assertThat(world.tasksOf(web))
                .allSatisfy(task -> assertThat(task.observed().state()).isInstanceOf(TaskState.Stopped.class));
    }

    @Test
    void aTaskThatVanishedMeanwhileIsReplaced() {
        ServiceArn web = world.create("web", 2, revision);
        world.advance(Duration.ofSeconds(5));
        TaskArn lost = world.running(web).getFirst().arn();
        world.engine().lose(lost);
        world.restart();
        world.advance(Duration.ofSeconds(5));
        assertThat(world.running(web)).hasSize(2).extracting(Task::arn).doesNotContain(lost);
        assertThat(world.task(lost).observed().state()).isInstanceOf(TaskState.Stopped.class);
    }

    @Test
    void whatTheEngineRunsAndTheStoreDoesNotKnowIsEnded() {
        TaskArn task = world.run(revision);
        world.settle();
        world.stores().atomically(() -> world.stores().tasks().remove(task));
        world.restart();
        world.settle();
        assertThat(world.engine().alive()).isEmpty();
    }
}
