package dev.kecs.session.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentMessageTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    /// Put together by hand from the table in [AgentMessage].
    private static final String BYTES = "00000074"
            + "696e7075745f73747265616d5f64617461202020202020202020202020202020"
            + "00000001"
            + "0000018bcfe56800"
            + "0000000000000007"
            + "0000000000000000"
            + "8899aabbccddeeff0011223344556677"
            + "30c16f65799809418e9cca9bbc2fbf89cbedcebc77a6276c27e05f1ea00b2957"
            + "00000001"
            + "00000004"
            + "68690a0d";

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap(HexFormat.of().parseHex(BYTES));
    }

    @Test
    void theBytesAreThoseOfTheTable() {
        AgentMessage message = new AgentMessage(
                MessageType.INPUT,
                CLOCK.millis(),
                7,
                0,
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                PayloadKind.BYTES,
                ByteBuffer.wrap(new byte[] {'h', 'i', '\n', '\r'}));
        assertThat(HexFormat.of().formatHex(message.bytes().array())).isEqualTo(BYTES);
        assertThat(AgentMessage.read(bytes())).isEqualTo(message);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        AgentMessage message = AgentMessage.of(
                MessageType.OUTPUT, 3, PayloadKind.BYTES, "grüße".getBytes(StandardCharsets.UTF_8), CLOCK);
        AgentMessage read = AgentMessage.read(message.bytes());
        assertThat(read).isEqualTo(message);
        assertThat(read.text()).isEqualTo("grüße");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> AgentMessage.read(bytes().put(120, (byte) 0))).hasMessageContaining("digest");
        assertThatThrownBy(() -> AgentMessage.read(bytes().limit(60))).hasMessageContaining("60 bytes");
        assertThatThrownBy(() -> AgentMessage.read(bytes().limit(123))).hasMessageContaining("says it has 4");
        assertThatThrownBy(() -> AgentMessage.read(ByteBuffer.allocate(0))).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> AgentMessage.read(ByteBuffer.allocate(200))).hasMessageContaining("header of 0");
    }
}
