package dev.kecs.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.protocol.handshake.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    @Test
    void theReleaseIsTheOneInThePom() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + Protocol.RELEASE + "</version>");
    }
}
