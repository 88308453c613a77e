package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// Scenario 17: a file is applied again and again, each time with forwards that are new, edited or gone, while others
/// of it move data.
///
/// @param forwards how many the file lists
/// @param loaded how many of them have a connection that moves data all the time; only what does not end connections is
///     edited of these
/// @param rounds how often the file is changed and applied
record FileUnderLoad(int forwards, int loaded, int rounds) {
    private static final int SERVICES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Asserts that not a byte is lost and that each application does what the file says, and nothing else.
    void run() throws IOException {
        try (EchoServices services = EchoServices.started(SERVICES)) {
            ForwardsFile file = new ForwardsFile(services.kecs());
            for (int number = 0; number < forwards; number++) {
                file.put("forward-" + number, EchoServices.to(number % SERVICES));
            }
            Ended created = file.run("--wait", "--timeout", "60s").done();
            assertThat(ForwardsFile.counts(created)).isEqualTo(Map.of("created", forwards));
            List<Flow> flows = new ArrayList<>();
            for (int number = 0; number < loaded; number++) {
                flows.add(Flow.through(
                        created.json()
                                .path(number)
                                .path("forward")
                                .path("localPort")
                                .asInt(),
                        number));
            }
            for (int round = 1; round <= rounds; round++) {
                long before = moved(flows);
                change(file, round);
                Awaitility.await().atMost(PATIENCE).until(() -> moved(flows) >= before + loaded);
            }
            for (Flow flow : flows) {
                assertThat(flow.end()).isPositive();
            }
            Map<String, JsonNode> listed = services.all();
            assertThat(listed).containsOnlyKeys(file.names());
            for (int number = 0; number < loaded; number++) {
                JsonNode forward = Objects.requireNonNull(listed.get("forward-" + number));
                assertThat(forward.path("connections").path("reset").asInt()).isZero();
                assertThat(forward.path("connections").path("total").asInt()).isEqualTo(1);
            }
            assertThat(ForwardsFile.counts(file.down().done())).isEqualTo(Map.of("removed", forwards));
        }
    }

    private static long moved(List<Flow> flows) {
        return flows.stream().mapToLong(Flow::blocks).sum();
    }

    /// Of those without load a quarter is replaced by new ones and a quarter led elsewhere; of those with load a half
    /// gets another limit.
    private void change(ForwardsFile file, int round) throws IOException {
        int quarter = (forwards - loaded) / 4;
        List<String> idle = file.names().stream()
                .filter(name -> Integer.parseInt(name.substring("forward-".length())) >= loaded)
                .toList();
        for (int number = 0; number < quarter; number++) {
            file.remove(idle.get(number));
            file.put("forward-" + (forwards * round + number), EchoServices.to(number % SERVICES));
            file.put(
                    idle.get(quarter + number),
                    EchoServices.to((number + round) % SERVICES) + ", addresses: [127.0.0." + (1 + round) + "]");
        }
        for (int number = 0; number < loaded / 2; number++) {
            file.put("forward-" + number, EchoServices.to(number % SERVICES) + ", maxConnections: " + (10 + round));
        }
        int changed = quarter + loaded / 2;
        Map<String, Integer> expected = new TreeMap<>(Map.of(
                "created", quarter,
                "changed", changed,
                "removed", quarter,
                "unchanged", forwards - quarter - changed));
        Ended applied = file.run("--prune", "--wait", "--timeout", "60s").done();
        assertThat(ForwardsFile.counts(applied)).isEqualTo(expected);
    }
}
