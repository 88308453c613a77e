package dev.kecs.protocol.rpc;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An error as it crosses the wire: thrown by an answering method, and thrown again where the call was made.
public final class RpcException extends Exception {
    private final int code;
    private final @Nullable JsonNode data;

    public RpcException(int code, String message) {
        this(code, message, (JsonNode) null);
    }

    /// @param hint what to do next: a sentence or a command
    public RpcException(int code, String message, @Nullable String hint) {
        this(code, message, hint == null ? null : Json.MAPPER.valueToTree(Map.of("hint", hint)));
    }

    /// @param data null where there is nothing more to say
    RpcException(int code, String message, @Nullable JsonNode data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    /// @param data more for programs; values may be whatever Jackson can write
    public static RpcException with(int code, String message, Map<String, ?> data) {
        return new RpcException(code, message, Json.MAPPER.<JsonNode>valueToTree(data));
    }

    /// One of [ErrorCode].
    public int code() {
        return code;
    }

    public @Nullable JsonNode data() {
        return data;
    }

    /// What to do next, where the other side knows: a sentence or a command.
    public @Nullable String hint() {
        JsonNode hint = data == null ? null : data.get("hint");
        return hint == null || !hint.isString() ? null : hint.stringValue();
    }

    /// A part of `data` as a value; null where it is absent.
    public <T> @Nullable T data(String member, Class<T> type) {
        JsonNode value = data == null ? null : data.get(member);
        return value == null ? null : Json.MAPPER.treeToValue(value, type);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
