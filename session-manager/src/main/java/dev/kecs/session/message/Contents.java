package dev.kecs.session.message;

import dev.kecs.ecs.engine.TaskCommand;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Payloads that are JSON.
public final class Contents {
    /// Clients compare it with the versions of AWS's agent, and expect of older ones less than this protocol has.
    private static final String AGENT_VERSION = "3.0.0.0";

    private static final int LARGEST_SIZE = 10_000;

    private Contents() {}

    /// Asks for a session of the kind that ECS asks for.
    public static byte[] handshakeRequest() {
        return json(Map.of(
                "AgentVersion",
                AGENT_VERSION,
                "RequestedClientActions",
                List.of(Map.of(
                        "ActionType",
                        "SessionType",
                        "ActionParameters",
                        Map.of("SessionType", "InteractiveCommands")))));
    }

    public static byte[] handshakeComplete() {
        return json(Map.of("HandshakeTimeToComplete", 0, "CustomerMessage", ""));
    }

    /// That this message has come.
    public static byte[] acknowledgement(AgentMessage received) {
        return json(Map.of(
                "AcknowledgedMessageType",
                received.type(),
                "AcknowledgedMessageId",
                received.id().toString(),
                "AcknowledgedMessageSequenceNumber",
                received.sequence(),
                "IsSequentialMessage",
                true));
    }

    /// @param output told to the user; empty when all went well
    public static byte[] closed(String session, String output, InstantSource clock) {
        return json(Map.of(
                "MessageType",
                MessageType.CLOSED,
                "MessageId",
                UUID.randomUUID().toString(),
                "CreatedDate",
                clock.instant().toString(),
                "DestinationId",
                "",
                "SessionId",
                session,
                "SchemaVersion",
                1,
                "Output",
                output));
    }

    /// The number of the message that a client says it has; empty when it says nothing of the kind.
    public static Optional<Long> acknowledged(String acknowledgement) {
        return tree(acknowledgement)
                .map(content -> content.path("AcknowledgedMessageSequenceNumber"))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asLong);
    }

    /// What a client could not do of what was asked; empty when it did all.
    public static List<String> handshakeErrors(String response) {
        return tree(response)
                .map(content -> content.path("Errors")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .orElse(List.of("The answer to the handshake is no JSON"));
    }

    public static Optional<TaskCommand.Window> size(String size) {
        return tree(size)
                .map(content -> new TaskCommand.Window(
                        content.path("cols").asInt(0), content.path("rows").asInt(0)))
                .filter(window -> window.columns() > 0
                        && window.columns() <= LARGEST_SIZE
                        && window.rows() > 0
                        && window.rows() <= LARGEST_SIZE);
    }

    /// The token of a channel's first message, which is text.
    public static Optional<String> token(String opening) {
        return tree(opening)
                .map(content -> content.path("TokenValue"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }

    private static byte[] json(Map<String, ?> content) {
        return JsonMapper.shared().writeValueAsBytes(content);
    }

    private static Optional<JsonNode> tree(String json) {
        try {
            return Optional.of(JsonMapper.shared().readTree(json));
        } catch (JacksonException wrong) {
            return Optional.empty();
        }
    }
}
