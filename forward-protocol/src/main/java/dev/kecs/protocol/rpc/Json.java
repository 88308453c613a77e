package dev.kecs.protocol.rpc;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one mapper of the protocol. Unknown members are ignored, so that a newer peer may say more.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /// What somebody else sent, as JSON.
    ///
    /// @throws RpcException when it is none, or holds half of a surrogate pair: Jackson reads such a text, and
    ///     would write it again as what is no UTF-8
    static JsonNode read(byte[] line) throws RpcException {
        JsonNode read;
        try {
            read = MAPPER.readTree(line);
        } catch (JacksonException e) {
            throw new RpcException(ErrorCode.PARSE_ERROR, "no JSON: " + e.getOriginalMessage());
        }
        if (hasHalfCharacters(read)) {
            throw new RpcException(ErrorCode.PARSE_ERROR, "no JSON: a text has half of a surrogate pair");
        }
        return read;
    }

    /// Not deep: Jackson reads nothing that is nested more than 500 times.
    private static boolean hasHalfCharacters(JsonNode node) {
        if (node.isString()) {
            return isHalf(node.stringValue());
        }
        if (node.isObject() && node.propertyNames().stream().anyMatch(Json::isHalf)) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasHalfCharacters(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
