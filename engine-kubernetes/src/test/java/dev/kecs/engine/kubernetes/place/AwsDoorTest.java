package dev.kecs.engine.kubernetes.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.TaskEngine.Observer;
import dev.kecs.ecs.engine.TaskObservation;
import dev.kecs.ecs.engine.environment.HostDoors;
import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.engine.kubernetes.command.PodCommands;
import dev.kecs.engine.kubernetes.front.Fronts;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.testkit.engine.EngineHarness;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Of a cluster without Traefik, so that no API server is asked.
class AwsDoorTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final KubernetesClient client = new KubernetesClientBuilder().build();
    private final List<String> warnings = new ArrayList<>();
    private final Doors doors = new Doors();
    private final AwsDoor door = new AwsDoor(
            doors,
            new AwsDoor.Site(EngineHarness.CLUSTER, "172.18.0.1", false),
            new Fronts(new Marks("test", "0123456789abcdef"), "test"),
            new PodCommands(client, "test"),
            new Warnings());

    @AfterEach
    void close() {
        client.close();
    }

    private static final class Doors implements HostDoors {
        private int failures;
        private int opened;

        @Override
        public OptionalInt open(ClusterArn cluster, String address) {
            if (failures > 0) {
                failures--;
                throw new EngineException("the port is taken at " + address);
            }
            opened++;
            return OptionalInt.of(4510);
        }

        @Override
        public void close(ClusterArn cluster) {}
    }

    private final class Warnings implements Observer {
        @Override
        public void observed(TaskObservation observation) {}

        @Override
        public void exposed(ServiceArn service, List<PortBinding> bindings) {}

        @Override
        public void warned(TaskArn task, String what) {
            warnings.add(what);
        }

        @Override
        public void progressed(ClusterArn cluster, String step) {}

        @Override
        public void synchronised(ClusterArn cluster) {}
    }

    @Test
    void oneThatCannotBeOpenedIsTriedAgainUntilItIsOpen() {
        doors.failures = 2;
        door.look(NOON);
        assertThat(door.next()).contains(NOON.plusSeconds(1));
        door.tick(NOON.plusSeconds(1));
        assertThat(door.next()).contains(NOON.plusSeconds(3));
        door.tick(NOON.plusSeconds(3));
        assertThat(door.next()).isEmpty();
        assertThat(doors.opened).isEqualTo(1);
    }

    @Test
    void tasksThatBeginMeanwhileAreToldWhatTheyLack() {
        doors.failures = 2;
        door.look(NOON);
        door.before(EngineHarness.newTask(), NOON);
        assertThat(warnings)
                .containsExactly("its containers do not reach AWS's services: the port is taken at 172.18.0.1");
        door.before(EngineHarness.newTask(), NOON);
        assertThat(warnings).as("it was tried again before this one").hasSize(1);
        assertThat(door.next()).isEmpty();
    }
}
