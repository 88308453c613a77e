package dev.kecs.protocol.rpc;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.Empty;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Writes JSON-RPC's outer objects, each with its line end.
final class Envelope {
    private static final int USUAL_SIZE = 512;

    private Envelope() {}

    static byte[] request(long id, String method, Object parameters) {
        return write(generator -> {
            generator.writeNumberProperty("id", id);
            generator.writeStringProperty("method", method);
            parameters(generator, parameters);
        });
    }

    /// What every command of the CLI sends is written by hand: data binding costs a process that lives for a tenth
    /// of a second a quarter of its time.
    private static void parameters(JsonGenerator generator, Object parameters) {
        if (parameters instanceof Empty) {
            generator.writeObjectPropertyStart("params").writeEndObject();
        } else if (parameters instanceof Hello hello) {
            generator.writeObjectPropertyStart("params");
            Handshake.write(hello, generator);
            generator.writeEndObject();
        } else {
            generator.writePOJOProperty("params", parameters);
        }
    }

    static byte[] notification(String method, Object parameters) {
        return write(generator -> {
            generator.writeStringProperty("method", method);
            generator.writePOJOProperty("params", parameters);
        });
    }

    static byte[] result(JsonNode id, Object result) {
        return write(generator -> {
            generator.writePOJOProperty("id", id);
            generator.writePOJOProperty("result", result);
        });
    }

    /// @param id null when the request's own could not be read
    static byte[] error(@Nullable JsonNode id, RpcException failure) {
        return write(generator -> {
            if (id == null) {
                generator.writeNullProperty("id");
            } else {
                generator.writePOJOProperty("id", id);
            }
            generator.writeObjectPropertyStart("error");
            generator.writeNumberProperty("code", failure.code());
            generator.writeStringProperty("message", failure.getMessage());
            JsonNode data = failure.data();
            if (data != null) {
                generator.writePOJOProperty("data", data);
            }
            generator.writeEndObject();
        });
    }

    private interface Body {
        void write(JsonGenerator generator);
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator generator = Json.MAPPER.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringProperty("jsonrpc", "2.0");
            body.write(generator);
            generator.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }
}
