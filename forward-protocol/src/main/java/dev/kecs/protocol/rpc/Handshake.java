package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Welcome;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The handshake's records to JSON and back, without data binding. `ProtocolTest` holds it to what data binding would
/// write and read.
final class Handshake {
    private Handshake() {}

    static void write(Hello hello, JsonGenerator generator) {
        generator.writeNumberProperty("protocol", hello.protocol());
        generator.writeStringProperty("version", hello.version());
        generator.writeStringProperty("role", hello.role());
    }

    static Welcome welcome(JsonNode json) {
        return new Welcome(
                json.path("protocol").asInt(-1),
                json.path("version").asString("unknown"),
                json.path("instance").asString(""),
                json.path("pid").asLong(-1));
    }
}
