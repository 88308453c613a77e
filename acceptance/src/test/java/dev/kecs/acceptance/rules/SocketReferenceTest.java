package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.AgentStatus;
import dev.kecs.protocol.agent.ForwardChange;
import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.event.EventMethods;
import dev.kecs.protocol.exec.ExecMethods;
import dev.kecs.protocol.forward.ConnectionCounts;
import dev.kecs.protocol.forward.ForwardConnection;
import dev.kecs.protocol.forward.ForwardEndpoint;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardPort;
import dev.kecs.protocol.forward.ForwardState;
import dev.kecs.protocol.forward.ForwardView;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.target.Endpoint;
import dev.kecs.protocol.target.SelectedTask;
import dev.kecs.protocol.target.Snapshot;
import dev.kecs.protocol.target.SnapshotReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages about the two sockets name what the code has.
class SocketReferenceTest {
    private static final String CONTROL = "docs/reference/control-sock.md";
    private static final String AGENT = "docs/reference/agent-sock.md";

    @Test
    void everyMethodOfTheServerHasARowWithItsParameters() throws IOException, IllegalAccessException {
        ReferencePage page = ReferencePage.read(CONTROL);
        page.assertRowsOfMethods(ControlMethods.class, ExecMethods.class);
        page.assertRow(ControlMethods.TARGET_SNAPSHOT.name(), ControlMethods.TARGET_SNAPSHOT.parameters());
        page.assertRow(ControlMethods.ROUTES_TABLE.name(), ControlMethods.ROUTES_TABLE.parameters());
        page.assertRow(ControlMethods.LOG_CHUNK.name(), ControlMethods.LOG_CHUNK.parameters());
        page.assertRow(ExecMethods.OUTPUT.name(), ExecMethods.OUTPUT.parameters());
    }

    @ParameterizedTest
    @ValueSource(classes = {Snapshot.class, SelectedTask.class, Endpoint.class})
    void everyMemberOfASnapshotIsThere(Class<?> part) throws IOException {
        ReferencePage.read(CONTROL).assertMembers(part);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyReasonIsExplained(SnapshotReason reason) throws IOException {
        assertThat(ReferencePage.read("docs/how-to/why-does-it-wait.md").lines())
                .anyMatch(line -> line.startsWith("| `") && line.contains("`" + reason.word() + "`"));
    }

    @Test
    void everyMethodOfTheAgentHasARowWithItsParameters() throws IOException, IllegalAccessException {
        ReferencePage.read(AGENT).assertRowsOfMethods(AgentMethods.class, EventMethods.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                PortPair.class,
                ForwardOptions.class,
                ForwardView.class,
                ForwardPort.class,
                ForwardEndpoint.class,
                ConnectionCounts.class,
                SelectedTask.class,
                ForwardConnection.class,
                ForwardChange.class,
                AgentStatus.class
            })
    void everyMemberOfWhatTheAgentTellsIsThere(Class<?> part) throws IOException {
        ReferencePage.read(AGENT).assertMembers(part);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ForwardState.class,
                ForwardConnection.Stage.class,
                ForwardChange.Kind.class,
                OnConflict.class,
                Restore.class
            })
    void everyWordIsThere(Class<? extends Enum<?>> words) throws IOException, ReflectiveOperationException {
        String page = String.join("\n", ReferencePage.read(AGENT).lines());
        for (Enum<?> constant : words.getEnumConstants()) {
            JsonProperty word = words.getField(constant.name()).getAnnotation(JsonProperty.class);
            assertThat(page).contains("`" + word.value() + "`");
        }
    }

    @Test
    void everyKindOfEventHasARow() throws IOException {
        ReferencePage page = ReferencePage.read(AGENT);
        assertThat(page.lines()).anyMatch(line -> line.contains("`" + EventMethods.EVENT.name() + "`"));
        for (JsonSubTypes.Type kind :
                AgentEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            assertThat(page.lines()).anyMatch(line -> line.startsWith("| `" + kind.name() + "` |"));
            page.assertMembers(kind.value());
        }
    }
}
