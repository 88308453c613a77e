package dev.kecs.protocol.rpc;

import tools.jackson.databind.json.JsonMapper;

/// The one mapper of the protocol. Unknown members are ignored, so that a newer peer may say more.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}
}
