package dev.kecs.testkit.rpc;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line as a server that keeps to JSON-RPC 2.0 must see it.
///
/// @param id of the answer, as JSON; `null` where none could be read; null where there is no answer
/// @param method null where it is no request
record SentLine(@Nullable String id, @Nullable String method) {
    private static final String NONE = "null";

    static SentLine of(byte[] line) {
        JsonNode message;
        try {
            message = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            return new SentLine(NONE, null);
        }
        if (!message.isObject() || hasHalfCharacters(message)) {
            return new SentLine(NONE, null);
        }
        JsonNode id = message.get("id");
        JsonNode method = message.get("method");
        boolean named = method != null && method.isString();
        if (id == null) {
            return new SentLine(named ? null : NONE, null);
        }
        if (!id.isString() && !id.isIntegralNumber() && !id.isNull()) {
            return new SentLine(NONE, null);
        }
        return new SentLine(id.toString(), named ? method.stringValue() : null);
    }

    private static boolean hasHalfCharacters(JsonNode node) {
        if (node.isString()) {
            return isHalf(node.stringValue());
        }
        if (node.isObject() && node.propertyNames().stream().anyMatch(SentLine::isHalf)) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasHalfCharacters(child)) {
                return true;
            }
        }
        return false;
    }

    /// Whether half of a surrogate pair stands alone in it.
    private static boolean isHalf(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
