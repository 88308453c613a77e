package dev.kecs.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.ecs.name.TaskDefinitionArn;
import dev.kecs.ecs.service.Service;
import dev.kecs.ecs.service.ServiceCounts;
import dev.kecs.ecs.service.ServiceStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.testkit.engine.Fate;
import dev.kecs.testkit.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random users, programs and crashes, each run the same for the same seed. Whatever happened, once it stops
/// every service has exactly its tasks, and the engine runs nothing that nobody wants.
class SimulationTest {
    private static final int STEPS = 150;
    private static final List<String> NAMES = List.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyServiceConvergesWhateverHappened(long seed) {
        Random random = new Random(seed);
        World world = new World(seed);
        List<TaskDefinitionArn> revisions = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            revisions.add(world.register(i, World.container("image-" + i)));
        }
        for (int step = 0; step < STEPS; step++) {
            act(world, random, revisions);
            world.advance(Duration.ofMillis(random.nextInt(1_500)));
        }
        for (int i = 1; i <= 4; i++) {
            world.engine().fate("image-" + i, new Fate.Runs());
        }
        world.restart();
        world.advance(Duration.ofMinutes(5));

        List<TaskArn> wanted = new ArrayList<>();
        for (Service service : world.stores().services().all()) {
            List<Task> running = world.running(service.arn());
            assertThat(running).as(service.arn().name()).hasSize(ServiceCounts.desired(service));
            assertThat(running)
                    .allSatisfy(task -> assertThat(task.spec().taskDefinition())
                            .isEqualTo(service.spec().taskDefinition()));
            running.forEach(task -> wanted.add(task.arn()));
        }
        assertThat(world.engine().alive()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static void act(World world, Random random, List<TaskDefinitionArn> revisions) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        ServiceArn arn = Samples.PRODUCTION.service(name);
        boolean active = world.stores()
                .services()
                .find(arn)
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .isPresent();
        TaskDefinitionArn revision = revisions.get(random.nextInt(revisions.size()));
        List<TaskArn> alive = world.engine().alive().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .collect(Collectors.toList());
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                boolean gone = world.stores()
                        .services()
                        .find(arn)
                        .filter(service -> service.status() != ServiceStatus.INACTIVE)
                        .isEmpty();
                if (gone) {
                    world.create(name, random.nextInt(4), revision);
                }
            }
            case 2 -> {
                if (active) {
                    world.deploy(arn, revision);
                }
            }
            case 3 -> {
                if (active) {
                    world.scale(arn, random.nextInt(5));
                }
            }
            case 4 -> {
                if (active && random.nextInt(3) == 0) {
                    world.services().delete(arn, true);
                }
            }
            case 5 -> alive.stream().findFirst().ifPresent(task -> world.tasks().stop(task, "Enough"));
            case 6 ->
                alive.stream()
                        .reduce((one, other) -> other)
                        .ifPresent(task -> world.engine().exit(task, containerOf(world, task), random.nextInt(3)));
            case 7 -> world.restart();
            case 8 -> {
                world.engine().loseCommands();
                world.settle();
                world.restart();
            }
            default ->
                world.engine()
                        .fate(
                                "image-" + (1 + random.nextInt(4)),
                                random.nextBoolean()
                                        ? new Fate.Runs()
                                        : new Fate.Exits(1, Duration.ofMillis(random.nextInt(3_000))));
        }
    }

    private static String containerOf(World world, TaskArn task) {
        return world.engine()
                .launched(task)
                .definition()
                .containerDefinitions()
                .getFirst()
                .name();
    }
}
