package dev.kecs.ecs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.ecs.name.ClusterArn;
import dev.kecs.ecs.name.Scope;
import org.junit.jupiter.api.Test;

class RouteHostTest {
    private static final ClusterArn CLUSTER = new ClusterArn(new Scope("eu-west-1", "000000000000"), "Production_1");

    @Test
    void aServiceIsReachedByItsNameAndItsClusters() {
        assertThat(RouteHost.of(CLUSTER.service("web"))).contains("web.production-1.localhost");
        assertThat(RouteHost.of(CLUSTER.service("Web_2"))).contains("web-2.production-1.localhost");
    }

    @Test
    void whatNoHostCanBeCalledHasNoName() {
        assertThat(RouteHost.of(CLUSTER.service("x".repeat(64)))).isEmpty();
        assertThat(RouteHost.of(CLUSTER.service("_web"))).isEmpty();
    }
}
