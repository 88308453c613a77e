package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.ContainerObservation.Health;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import dev.kecs.testkit.engine.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// Services at their desired counts.
class ServicesTest {
    private final World world = new World();
    private final TaskDefinitionArn first = world.register(1, World.container("web"));

    private TaskDefinitionArn checked() {
        return world.register(
                9,
                World.container("web").toBuilder()
                        .healthCheck(
                                HealthCheck.builder().command("CMD", "true").build())
                        .build());
    }

    @Test
    void aServiceGetsItsTasksAndReachesASteadyState() {
        ServiceArn web = world.create("web", 2, first);
        world.advance(Duration.ofSeconds(3));
        world.assertRunning(web, first, first);
        String deployment =
                world.service(web).progress().deployments().getFirst().id();
        List<String> tasks = world.tasksOf(web).stream()
                .map(task -> "(task " + task.arn().id() + ")")
                .toList();
        assertThat(world.events(web))
                .containsExactly(
                        "has started 2 tasks: " + tasks.get(0) + " " + tasks.get(1) + ".",
                        "(deployment " + deployment + ") deployment completed.",
                        "has reached a steady state.");
    }

    @Test
    void aTaskThatEndsIsReplaced() {
        ServiceArn web = world.create("web", 2, first);
        world.advance(Duration.ofSeconds(10));
        TaskArn dead = world.running(web).getFirst().arn();
        world.engine().exit(dead, "web", 137);
        world.settle();
        assertThat(world.running(web)).hasSize(2).extracting(Task::arn).doesNotContain(dead);
    }

    @Test
    void scalingInStopsTheSurplusAndScalingToNothingAll() {
        ServiceArn web = world.create("web", 3, first);
        world.advance(Duration.ofSeconds(10));
        world.scale(web, 1);
        world.advance(Duration.ofSeconds(1));
        assertThat(world.running(web)).hasSize(1);
        world.scale(web, 0);
        world.advance(Duration.ofSeconds(1));
        assertThat(world.engine().alive()).isEmpty();
        assertThat(world.events(web)).last().isEqualTo("has reached a steady state.");
    }

    @Test
    void aDeletedServiceDrainsAndBecomesInactive() {
        ServiceArn web = world.create("web", 2, first);
        world.advance(Duration.ofSeconds(3));
        world.gate(false);
        world.services().delete(web, true);
        world.settle();
        assertThat(world.service(web).status()).isEqualTo(ServiceStatus.DRAINING);
        world.gate(true);
        world.restart();
        world.settle();
        assertThat(world.service(web).status()).isEqualTo(ServiceStatus.INACTIVE);
        assertThat(world.engine().alive()).isEmpty();
    }

    @Test
    void aDaemonServiceHasOneTaskAndItsReplacementWaitsForTheEndOfTheOld() {
        ServiceArn web = world.create(
                "web",
                0,
                first,
                World.declared().toBuilder()
                        .schedulingStrategy(SchedulingStrategy.DAEMON)
                        .build());
        world.advance(Duration.ofSeconds(3));
        world.assertRunning(web, first);
        TaskDefinitionArn second = world.register(2, World.container("web"));
        world.gate(false);
        world.deploy(web, second);
        world.settle();
        assertThat(world.engine().alive()).hasSize(1);
        world.gate(true);
        world.restart();
        world.settle();
        world.assertRunning(web, second);
    }

    @Test
    void anUnhealthyTaskIsReplacedBeforeItIsStopped() {
        ServiceArn web = world.create("web", 1, checked());
        world.settle();
        TaskArn sick = world.running(web).getFirst().arn();
        world.engine().health(sick, "web", Health.HEALTHY);
        world.advance(Duration.ofSeconds(1));
        world.engine().health(sick, "web", Health.UNHEALTHY);
        world.advance(Duration.ofSeconds(1));
        assertThat(world.running(web)).hasSize(2);
        TaskArn replacement = world.running(web).get(1).arn();
        world.engine().health(replacement, "web", Health.HEALTHY);
        world.settle();
        assertThat(world.running(web)).extracting(Task::arn).containsExactly(replacement);
        TaskGoal.Stop stop = (TaskGoal.Stop) world.task(sick).goal();
        assertThat(stop.reason()).isEqualTo("Task failed container health checks");
        assertThat(world.events(web)).contains("(task " + sick.id() + ") failed container health checks.");
    }

    @Test
    void withinItsGracePeriodAnUnhealthyTaskIsLeftAlone() {
        ServiceArn web = world.create(
                "web",
                1,
                checked(),
                World.declared().toBuilder().healthCheckGracePeriodSeconds(60).build());
        world.settle();
        world.engine().health(world.running(web).getFirst().arn(), "web", Health.UNHEALTHY);
        world.advance(Duration.ofSeconds(59));
        assertThat(world.tasksOf(web)).hasSize(1);
        world.advance(Duration.ofSeconds(2));
        assertThat(world.tasksOf(web)).hasSize(2);
    }

    @Test
    void tasksThatKeepFailingAreTriedEverMoreSeldom() {
        world.engine().fate("web", new Fate.Exits(1, Duration.ZERO));
        ServiceArn web = world.create("web", 2, first);
        world.advance(Duration.ofMinutes(5));
        assertThat(world.tasksOf(web)).hasSizeBetween(12, 40);
        assertThat(world.events(web))
                .contains("is unable to consistently start tasks successfully. For more information, see the"
                        + " Troubleshooting section.");
        assertThat(world.events(web)).doesNotContain("has reached a steady state.");
        world.engine().fate("web", new Fate.Runs());
        world.advance(Duration.ofMinutes(2));
        world.assertRunning(web, first, first);
        assertThat(world.service(web).progress().deployments().getFirst().failedTasks())
                .isZero();
    }

    @Test
    void aTaskThatSomebodyStopsIsReplacedAtOnceAndIsNoFailure() {
        ServiceArn web = world.create("web", 1, first);
        for (int i = 0; i < 10; i++) {
            world.settle();
            world.tasks().stop(world.running(web).getFirst().arn(), "Enough");
        }
        world.settle();
        assertThat(world.running(web)).hasSize(1);
        assertThat(world.service(web).progress().deployments().getFirst().failedTasks())
                .isZero();
    }

    @Test
    void theMaximumHoldsWhileUnhealthyTasksAreReplaced() {
        ServiceArn web = world.create(
                "web",
                2,
                checked(),
                World.declared().toBuilder()
                        .deploymentConfiguration(DeploymentConfiguration.builder()
                                .minimumHealthyPercent(50)
                                .maximumPercent(100)
                                .build())
                        .build());
        world.settle();
        world.running(web).forEach(task -> world.engine().health(task.arn(), "web", Health.HEALTHY));
        world.advance(Duration.ofSeconds(1));
        world.engine().health(world.running(web).getFirst().arn(), "web", Health.UNHEALTHY);
        for (int i = 0; i < 5; i++) {
            world.advance(Duration.ofMillis(100));
            assertThat(world.engine().alive()).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(world.running(web)).hasSize(2);
    }
}
