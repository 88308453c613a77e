package dev.kecs.engine.kubernetes.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.engine.ServiceExposure;
import dev.kecs.ecs.name.ServiceArn;
import dev.kecs.engine.kubernetes.name.Marks;
import dev.kecs.testkit.engine.EngineHarness;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontsTest {
    private static final ServiceArn SERVICE = EngineHarness.CLUSTER.service("shop");
    private static final List<ServiceExposure.Port> PORTS =
            List.of(new ServiceExposure.Port("web", 80, "tcp"), new ServiceExposure.Port("web", 53, "udp"));
    private static final Fronts FRONTS = new Fronts(new Marks("test", "0123456789abcdef"), "space");

    private static Service front(boolean publicIp) {
        return FRONTS.ofService(
                new ServiceExposure(SERVICE, PORTS, publicIp, List.of()), Map.of(Fronts.key(80, "tcp"), 30123));
    }

    @Test
    void aServiceThatIsNotPublicHasAClusterAddressAlone() {
        Service front = front(false);
        assertThat(front.getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(Fronts.nodePorts(front)).isEmpty();
        assertThat(Fronts.bindings(PORTS, front, "10.0.0.1")).isEmpty();
    }

    @Test
    void aPublicServiceHasTheNodePortsThatItHadBefore() {
        Service front = front(true);
        assertThat(front.getSpec().getType()).isEqualTo("NodePort");
        assertThat(Fronts.nodePorts(front)).isEqualTo(Map.of("tcp-80", 30123));
        assertThat(Fronts.bindings(PORTS, front, "10.0.0.1"))
                .containsExactly(new PortBinding("web", 80, "tcp", "10.0.0.1", 30123));
    }

    @Test
    void aServiceIsKnownByNameAndLeadsToItsOwnTasks() {
        Service front = front(true);
        assertThat(front.getMetadata().getName()).isEqualTo("shop");
        assertThat(front.getSpec().getSelector())
                .containsEntry(Marks.INSTANCE_ID, "0123456789abcdef")
                .containsEntry(Marks.SERVICE, "shop");
        assertThat(Fronts.leadAlike(front, front(true))).isTrue();
        assertThat(Fronts.leadAlike(front, front(false))).isFalse();
    }
}
