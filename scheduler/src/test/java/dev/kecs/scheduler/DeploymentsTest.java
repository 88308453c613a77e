package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Deployment;
import dev.kecs.ecs.service.Deployment.Rollout;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceSpec;
import dev.kecs.ecs.task.Task;
import dev.kecs.testkit.engine.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdConfiguration;
import software.amazon.awssdk.services.ecs.model.ThresholdType;

/// Rolling deployments and the circuit breaker.
class DeploymentsTest {
    private final World world = new World();
    private final TaskDefinitionArn good = world.register(1, World.container("good"));
    private final TaskDefinitionArn better = world.register(2, World.container("better"));
    private final TaskDefinitionArn bad = world.register(3, World.container("bad"));

    DeploymentsTest() {
        world.engine().fate("bad", new Fate.Exits(1, Duration.ofMillis(500)));
    }

    private ServiceArn settledService(int desired, DeploymentConfiguration configuration) {
        ServiceArn web = world.create(
                "web",
                desired,
                good,
                World.declared().toBuilder()
                        .deploymentConfiguration(configuration)
                        .networkConfiguration(network("subnet-1"))
                        .build());
        world.advance(Duration.ofSeconds(5));
        return web;
    }

    private static NetworkConfiguration network(String subnet) {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(
                        AwsVpcConfiguration.builder().subnets(subnet).build())
                .build();
    }

    private static DeploymentConfiguration limits(int minimum, int maximum) {
        return DeploymentConfiguration.builder()
                .minimumHealthyPercent(minimum)
                .maximumPercent(maximum)
                .build();
    }

    private static DeploymentConfiguration breaker(boolean rollback) {
        return limits(100, 200).toBuilder()
                .deploymentCircuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(rollback)
                        .build())
                .build();
    }

    private List<Deployment> deployments(ServiceArn service) {
        return world.service(service).progress().deployments();
    }

    @Test
    void aRollingUpdateNeverFallsBelowTheMinimumNorRisesAboveTheMaximum() {
        ServiceArn web = settledService(4, limits(75, 125));
        world.deploy(web, better);
        for (int i = 0; i < 200 && world.runningOf(web, better).size() < 4; i++) {
            world.advance(Duration.ofMillis(100));
            assertThat(world.running(web)).hasSizeBetween(3, 5);
        }
        world.advance(Duration.ofSeconds(5));
        world.assertRunning(web, better, better, better, better);
        assertThat(deployments(web))
                .singleElement()
                .satisfies(each -> assertThat(each.rollout()).isInstanceOf(Rollout.Completed.class));
    }

    @Test
    void oldTasksStayUntilTheNewOnesHaveProvenThemselves() {
        ServiceArn web = settledService(2, limits(100, 200));
        world.deploy(web, better);
        world.advance(Duration.ofSeconds(1));
        world.assertRunning(web, good, good, better, better);
        world.advance(Duration.ofSeconds(2));
        world.assertRunning(web, better, better);
    }

    @Test
    void aCrashLoopNeverCompletesItsDeploymentAndTakesNoOldTaskWithIt() {
        ServiceArn web = settledService(2, limits(50, 200));
        world.deploy(web, bad);
        for (int i = 0; i < 60; i++) {
            world.advance(Duration.ofSeconds(1));
            assertThat(world.runningOf(web, good)).hasSize(2);
        }
        assertThat(deployments(web))
                .hasSize(2)
                .first()
                .satisfies(each -> assertThat(each.rollout()).isInstanceOf(Rollout.InProgress.class));
    }

    @Test
    void theCircuitBreakerEndsADeploymentWhoseTasksFail() {
        ServiceArn web = settledService(2, breaker(false));
        world.deploy(web, bad);
        world.advance(Duration.ofMinutes(1));
        Deployment failed = deployments(web).getFirst();
        assertThat(failed.rollout()).isInstanceOf(Rollout.Failed.class);
        assertThat(failed.failedTasks()).isBetween(3, 4);
        assertThat(world.events(web))
                .contains("(deployment " + failed.id() + ") deployment failed: tasks failed to start.");
        assertThat(world.runningOf(web, good)).hasSize(2);
        int tried = world.tasksOf(web).size();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.tasksOf(web)).hasSize(tried);
    }

    @Test
    void aRollbackKeepsTheOldTasksAndDeclaresWhatTheyWereStartedWith() {
        ServiceArn web = settledService(2, breaker(true));
        String completed = deployments(web).getFirst().id();
        List<TaskArn> before = world.running(web).stream().map(Task::arn).toList();
        Service service = world.service(web);
        var declared = service.spec().declared().toBuilder()
                .networkConfiguration(network("subnet-2"))
                .build();
        world.services().update(web, old -> new ServiceSpec(bad, 2, declared, true, old.clientToken()), true);
        world.advance(Duration.ofMinutes(1));
        assertThat(world.running(web)).extracting(Task::arn).containsExactlyElementsOf(before);
        Service after = world.service(web);
        assertThat(after.spec().taskDefinition()).isEqualTo(good);
        assertThat(after.spec().declared().networkConfiguration()).isEqualTo(network("subnet-1"));
        assertThat(deployments(web)).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(completed);
            assertThat(each.rollout()).isInstanceOf(Rollout.Completed.class);
        });
        assertThat(world.events(web)).contains("rolling back to deployment " + completed + ".");
    }

    @Test
    void aThresholdOfItsOwnTripsTheBreakerEarlier() {
        DeploymentConfiguration one = limits(100, 200).toBuilder()
                .deploymentCircuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(false)
                        .thresholdConfiguration(ThresholdConfiguration.builder()
                                .type(ThresholdType.COUNT)
                                .value(1)
                                .build())
                        .build())
                .build();
        ServiceArn web = settledService(1, one);
        world.deploy(web, bad);
        world.advance(Duration.ofSeconds(10));
        assertThat(deployments(web).getFirst().rollout()).isInstanceOf(Rollout.Failed.class);
        assertThat(deployments(web).getFirst().failedTasks()).isEqualTo(1);
    }

    @Test
    void aTaskThatGetsHealthyMakesEarlierFailuresForgotten() {
        ServiceArn web = settledService(1, breaker(false));
        world.deploy(web, bad);
        world.advance(Duration.ofMillis(700));
        assertThat(deployments(web).getFirst().failedTasks()).isEqualTo(1);
        world.engine().fate("bad", new Fate.Runs());
        world.advance(Duration.ofSeconds(5));
        assertThat(deployments(web)).singleElement().satisfies(each -> {
            assertThat(each.failedTasks()).isZero();
            assertThat(each.rollout()).isInstanceOf(Rollout.Completed.class);
        });
    }

    @Test
    void aDeploymentOvertakenByAnotherLeavesNoTaskBehind() {
        ServiceArn web = settledService(2, limits(100, 200));
        world.deploy(web, bad);
        world.advance(Duration.ofMillis(300));
        world.deploy(web, better);
        world.advance(Duration.ofSeconds(30));
        world.assertRunning(web, better, better);
        assertThat(world.engine().alive()).hasSize(2);
        assertThat(deployments(web)).hasSize(1);
    }
}
