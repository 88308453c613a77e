package dev.kecs.acceptance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// One of thirty forwards is stopped, started and edited while the others move data, by commands as a person gives
/// them; and an instance beside it is nobody's business. Used by one thread.
public record EditedForward(EchoServices services) {
    private static final int OTHERS = 29;
    private static final int EDITS = 6;

    public void notAByteOfTheOthersIsLost() throws Exception {
        ForwardsFile file = new ForwardsFile(services.kecs());
        for (int number = 0; number < OTHERS; number++) {
            file.put("other-" + number, EchoServices.to(0));
        }
        file.put("edited", EchoServices.to(0));
        JsonNode created = file.run("--wait").done().json();
        List<Flow> flows = new ArrayList<>();
        for (int number = 0; number < OTHERS; number++) {
            flows.add(Flow.through(
                    created.path(number).path("forward").path("localPort").asInt(), number));
        }
        for (int edit = 1; edit <= EDITS; edit++) {
            edit(file, edit);
        }
        long moved = flows.stream().mapToLong(Flow::blocks).sum();
        Awaitility.await().until(() -> flows.stream().mapToLong(Flow::blocks).sum() >= moved + OTHERS);
        for (Flow flow : flows) {
            assertThat(flow.end()).isPositive();
        }
        Map<String, JsonNode> listed = services.all();
        for (int number = 0; number < OTHERS; number++) {
            assertThat(Objects.requireNonNull(listed.get("other-" + number))
                            .path("connections")
                            .path("reset")
                            .asInt())
                    .isZero();
        }
    }

    private void edit(ForwardsFile file, int edit) throws Exception {
        String edited = switch (edit % 3) {
            case 0 -> EchoServices.to(0) + ", hold: " + edit + "s";
            case 1 -> EchoServices.to(1);
            default -> EchoServices.to(0) + ", addresses: [127.0.0." + edit + "]";
        };
        file.put("edited", edited);
        assertThat(ForwardsFile.counts(file.run("--wait").done())).isEqualTo(Map.of("changed", 1, "unchanged", OTHERS));
        services.kecs().run("port-forward", "stop", "edited").done();
        assertThat(ForwardsFile.counts(file.run("--wait").done())).isEqualTo(Map.of("created", 1, "unchanged", OTHERS));
    }

    /// @param startOptions of the other instance's first `kecs start`
    public void twoInstancesShareNothing(String... startOptions) throws Exception {
        SecondInstance second = SecondInstance.startedBeside(services, startOptions);
        try {
            int port = services.forward("same-name", 0);
            Set<String> before = services.all().keySet();
            second.forward("same-name");
            assertThat(second.forwards().path(0).path("id").asString())
                    .isNotEqualTo(services.one("same-name").path("id").asString());
            assertThat(second.forwards().path(0).path("localPort").asInt()).isNotEqualTo(port);
            Flow flow = Flow.through(port, 1);
            second.agent().kill();
            assertThat(second.forwards()).hasSize(1);
            second.run("port-forward", "stop", "--all").done();
            assertThat(services.all().keySet()).isEqualTo(before);
            second.run("stop").done();
            long moved = flow.blocks();
            Awaitility.await().until(() -> flow.blocks() > moved);
            assertThat(flow.end()).isPositive();
        } finally {
            second.run("stop");
        }
    }
}
