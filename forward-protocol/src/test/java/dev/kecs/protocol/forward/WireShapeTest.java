package dev.kecs.protocol.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.protocol.agent.ForwardSelection;
import dev.kecs.protocol.agent.ForwardWait;
import dev.kecs.protocol.control.LogRequest;
import dev.kecs.protocol.control.ServerStatus;
import dev.kecs.protocol.control.Shutdown;
import dev.kecs.protocol.control.Watch;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.Resolve;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class WireShapeTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void targetsTellTheirType() {
        Watch watch = Watch.of("w1", Resolve.port(new Target.OfService("production", "webapp"), 80));
        String json = JSON.writeValueAsString(watch);
        assertThat(JSON.readTree(json))
                .isEqualTo(
                        JSON.readTree("{\"watch\":\"w1\",\"target\":{\"type\":\"service\",\"cluster\":\"production\","
                                + "\"service\":\"webapp\"},\"targetPort\":80}"));
        assertThat(JSON.readValue(json, Watch.class)).isEqualTo(watch);
        Target tags = new Target.OfTags("c", Map.of("k", "v"), true);
        assertThat(JSON.readValue(JSON.writerFor(Target.class).writeValueAsString(tags), Target.class))
                .isEqualTo(tags);
    }

    @Test
    void aSnapshotIsReadAsTheServerWritesIt() {
        Snapshot snapshot = JSON.readValue(
                "{\"generation\":17,\"reason\":\"noRunningTask\",\"message\":\"m\",\"hint\":null,\"containerPorts\":[80,8081],"
                        + "\"targetPort\":80,\"endpoints\":[{\"task\":\"t\",\"address\":\"127.20.0.3\",\"port\":80,"
                        + "\"startedAt\":null,\"ready\":true,\"draining\":false,\"revision\":\"webapp:3\",\"later\":1}]}",
                Snapshot.class);
        assertThat(snapshot.reason()).isEqualTo(SnapshotReason.NO_RUNNING_TASK);
        assertThat(snapshot.endpoints())
                .containsExactly(new Endpoint("t", "127.20.0.3", 80, null, true, false, "webapp:3"));
        assertThat(JSON.readValue(JSON.writeValueAsString(snapshot), Snapshot.class))
                .isEqualTo(snapshot);
    }

    @ParameterizedTest
    @EnumSource
    void reasonsHaveOneWord(SnapshotReason reason) {
        assertThat(JSON.writeValueAsString(reason)).isEqualTo("\"" + reason.word() + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void statesHaveOneWord(ForwardState state) {
        assertThat(JSON.writeValueAsString(state)).isEqualTo("\"" + state.word() + "\"");
    }

    @Test
    void aRequestMayLeaveOutWhatHasADefault() {
        ForwardRequest request = JSON.readValue(
                "{\"target\":{\"type\":\"service\",\"cluster\":\"c\",\"service\":\"s\"}}", ForwardRequest.class);
        assertThat(request).isEqualTo(ForwardRequest.to(new Target.OfService("c", "s")));
        assertThat(request.ports()).containsExactly(PortPair.ANY);
        assertThat(request.options().autoReconnect()).isTrue();
        assertThat(request.options().holdMillis()).isEqualTo(30_000);
        assertThat(JSON.readValue(JSON.writeValueAsString(request), ForwardRequest.class))
                .isEqualTo(request);
        ForwardOptions some = JSON.readValue(
                "{\"maxConnections\":5,\"onConflict\":\"next\",\"restore\":\"if-target-exists\"}",
                ForwardOptions.class);
        assertThat(some)
                .isEqualTo(ForwardOptions.USUAL
                        .limited(5, 0)
                        .onConflict(OnConflict.NEXT)
                        .restored(Restore.IF_TARGET_EXISTS));
    }

    @Test
    void aRequestWithoutWhatItsTypeNeedsIsRefused() {
        assertThatThrownBy(() ->
                        JSON.readValue("{\"target\":{\"type\":\"task\",\"cluster\":\"c\"}}", ForwardRequest.class))
                .hasMessageContaining("task");
        assertThatThrownBy(() -> JSON.readValue(
                        "{\"target\":{\"type\":\"tags\",\"cluster\":\"c\",\"tags\":{}}}", ForwardRequest.class))
                .hasMessageContaining("at least one tag");
    }

    @Test
    void optionalMembersOfOtherRequestsHaveDefaults() {
        assertThat(JSON.readValue("{}", Shutdown.class)).isEqualTo(new Shutdown(false, false));
        assertThat(JSON.readValue("{\"destroy\":true}", Shutdown.class)).isEqualTo(Shutdown.DESTROY);
        assertThat(JSON.readValue("{\"cluster\":\"c\",\"task\":\"t\"}", LogRequest.class))
                .isEqualTo(new LogRequest("c", "t", null, false, null));
        assertThat(JSON.readValue("{\"all\":true}", ForwardSelection.class)).isEqualTo(ForwardSelection.everything());
        assertThatThrownBy(() -> JSON.readValue("{}", ForwardSelection.class))
                .hasMessageContaining("name the forwards");
        assertThat(JSON.readValue("{\"forward\":\"f\",\"for\":\"ready\",\"timeoutMillis\":5}", ForwardWait.class))
                .isEqualTo(ForwardWait.untilReady("f", 5));
    }

    @Test
    void tasksCannotBeKeptWhenAllGoes() {
        assertThatThrownBy(() -> JSON.readValue("{\"keepTasks\":true,\"destroy\":true}", Shutdown.class))
                .hasMessageContaining("cannot be kept");
    }

    @Test
    void countsOfTasksAreWrittenInAlphabeticalOrder() {
        Map<String, Integer> counts = new HashMap<>();
        for (String status : List.of("STOPPED", "RUNNING", "PENDING", "DEPROVISIONING", "ACTIVATING")) {
            counts.put(status, 1);
        }
        ServerStatus status = new ServerStatus(
                "default", 1, "0.1.0", "127.0.0.1", 8080, "k3d", "", true, 1, 1, counts, List.of(), false, null);
        assertThat(JSON.writeValueAsString(status))
                .contains("{\"ACTIVATING\":1,\"DEPROVISIONING\":1,\"PENDING\":1,\"RUNNING\":1,\"STOPPED\":1}");
    }

    @Test
    void aViewShowsOnlyItsOwnKindOfTarget() {
        ForwardView view = new ForwardView(
                "pf-1",
                "web",
                Target.SERVICE,
                "c",
                "s",
                null,
                null,
                "127.0.0.1",
                List.of("127.0.0.1"),
                8081,
                80,
                ForwardState.READY,
                null,
                null,
                "2026-01-01T00:00:00Z",
                List.of(new ForwardEndpoint("t", "127.0.0.1", 80, true)),
                new ConnectionCounts(1, 2, 3, 4, 5),
                6,
                7,
                8,
                Map.of("peer", 1L),
                12L,
                List.of(new ForwardPort(8081, 80, Transport.TCP, ForwardState.READY, null)),
                null,
                null,
                ForwardOptions.USUAL);
        String json = JSON.writeValueAsString(view);
        assertThat(JSON.readTree(json).propertyNames())
                .contains("service", "reason")
                .doesNotContain("task", "tags");
        assertThat(JSON.readValue(json, ForwardView.class)).isEqualTo(view);
    }

    @Test
    void aWatchOfAPortThatIsNoneIsRefusedWhenItIsRead() {
        assertThatThrownBy(() -> JSON.readValue(
                        "{\"watch\": \"w\", \"target\": {\"type\": \"task\", \"cluster\": \"c\", \"task\": \"t\"}, \"targetPort\": 0}",
                        Watch.class))
                .hasMessageContaining("targetPort must be 1 to 65535, not 0");
    }
}
