package dev.kecs.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.handshake.Welcome;
import dev.kecs.protocol.method.Empty;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProtocolTest {
    @Test
    void theReleaseIsTheOneInThePom() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + Protocol.RELEASE + "</version>");
    }

    @Test
    void theHandshakeWrittenByHandIsWhatDataBindingWouldWrite() {
        Hello hello = Hello.as("cli");
        JsonNode request = Json.MAPPER.readTree(Envelope.request(1, "hello", hello));
        assertThat(request.path("params")).isEqualTo(Json.MAPPER.<JsonNode>valueToTree(hello));
        assertThat(Json.MAPPER
                        .readTree(Envelope.request(1, "list", Empty.EMPTY))
                        .path("params"))
                .isEqualTo(Json.MAPPER.<JsonNode>valueToTree(Empty.EMPTY));
    }

    @Test
    void theHandshakeReadByHandIsWhatDataBindingWouldRead() {
        Welcome welcome = new Welcome(7, "1.2.3", "ci", 4711);
        assertThat(Handshake.welcome(Json.MAPPER.valueToTree(welcome))).isEqualTo(welcome);
    }
}
