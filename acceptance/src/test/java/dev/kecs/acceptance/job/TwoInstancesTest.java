package dev.kecs.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// Two instances of one home have the same cluster, service and forward by name, and share nothing.
@Timeout(180)
class TwoInstancesTest {
    private static final String OTHER = "other";

    @Test
    void forwardsOfOneAreUnknownToTheOther() throws Exception {
        try (Kecs kecs = Kecs.started("")) {
            kecs.run("start", "--instance", OTHER, "--api-port", "0").done();
            try {
                String first = forward(kecs, Kecs.INSTANCE);
                String second = forward(kecs, OTHER);
                assertThat(first).isNotEqualTo(second);
                assertThat(ids(kecs, Kecs.INSTANCE)).containsExactly(first);
                assertThat(ids(kecs, OTHER)).containsExactly(second);
                assertThat(run(kecs, Kecs.INSTANCE, "describe", second).exit()).isEqualTo(3);

                run(kecs, OTHER, "stop", "--all").done();
                assertThat(ids(kecs, OTHER)).isEmpty();
                assertThat(ids(kecs, Kecs.INSTANCE)).containsExactly(first);
            } finally {
                kecs.run("stop", "--instance", OTHER).done();
            }
            // Its agent has ended with it, and the other one has not.
            assertThat(pid(kecs, OTHER)).doesNotExist();
            assertThat(pid(kecs, Kecs.INSTANCE)).exists();
            assertThat(ids(kecs, Kecs.INSTANCE)).hasSize(1);
        }
    }

    /// Forwards to a service of the instance's own.
    ///
    /// @return the forward's id
    private static String forward(Kecs kecs, String instance) throws Exception {
        JsonNode status =
                kecs.run("status", "--instance", instance, "-o", "json").done().json();
        try (EcsClient ecs = kecs.ecs(URI.create(status.path("endpoint").asString()))) {
            Services services = Services.in(ecs, "shop");
            services.register("web", "kecs/echo", List.of(80));
            services.create("web", "web", 1);
        }
        return kecs.run(
                        "port-forward",
                        "start",
                        "service",
                        "shop/web",
                        "--local-port",
                        "0",
                        "--instance",
                        instance,
                        "-o",
                        "json")
                .done()
                .json()
                .path("id")
                .asString();
    }

    private static Ended run(Kecs kecs, String instance, String verb, String argument) {
        return kecs.run("port-forward", verb, argument, "--instance", instance);
    }

    private static List<String> ids(Kecs kecs, String instance) {
        return kecs.run("port-forward", "list", "--instance", instance, "-o", "json")
                .done()
                .json()
                .valueStream()
                .map(forward -> forward.path("id").asString())
                .toList();
    }

    private static Path pid(Kecs kecs, String instance) {
        return kecs.directory().resolveSibling(instance).resolve("port-forwards/agent.pid");
    }
}
