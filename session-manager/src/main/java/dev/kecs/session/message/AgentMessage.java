package dev.kecs.session.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;

/// One binary message of a data channel: 120 bytes of header, all numbers big-endian, and a payload. Which byte means
/// what is told by the source of AWS's Session Manager plugin; there is no document.
///
/// | bytes | what |
/// | --- | --- |
/// | 0-3 | the header's length without the last field: 116 |
/// | 4-35 | the type, padded with spaces |
/// | 36-39 | the schema: 1 |
/// | 40-47 | when it was made, in milliseconds since 1970; never 0 |
/// | 48-55 | its number among those of its sender that carry data |
/// | 56-63 | flags |
/// | 64-79 | its id, the UUID's lower half first |
/// | 80-111 | the payload's SHA-256 |
/// | 112-115 | what the payload is |
/// | 116-119 | the payload's length |
///
/// @param type what [MessageType] calls it
/// @param kind a [PayloadKind]; 0 where the type says it all
public record AgentMessage(
        String type, long created, long sequence, long flags, UUID id, int kind, ByteBuffer payload) {
    private static final int TYPE_LENGTH = 32;
    private static final int DIGEST_LENGTH = 32;
    private static final int HEADER_LENGTH = 116;
    private static final int PAYLOAD_OFFSET = HEADER_LENGTH + Integer.BYTES;
    private static final int SCHEMA = 1;

    /// A new one.
    public static AgentMessage of(String type, long sequence, int kind, byte[] payload, InstantSource clock) {
        return new AgentMessage(type, clock.millis(), sequence, 0, UUID.randomUUID(), kind, ByteBuffer.wrap(payload));
    }

    /// A view of its own for each who asks.
    @Override
    public ByteBuffer payload() {
        return payload.duplicate();
    }

    /// The payload where it is text.
    public String text() {
        return StandardCharsets.UTF_8.decode(payload()).toString();
    }

    /// @throws IllegalArgumentException when it is no such message, or its payload is not what the digest says
    public static AgentMessage read(ByteBuffer bytes) {
        try {
            ByteBuffer from = bytes.slice();
            int header = from.getInt();
            if (header != HEADER_LENGTH) {
                throw new IllegalArgumentException("a header of " + header + " bytes");
            }
            String type = new String(taken(from, TYPE_LENGTH), StandardCharsets.US_ASCII)
                    .replace('\0', ' ')
                    .strip();
            from.getInt();
            long created = from.getLong();
            long sequence = from.getLong();
            long flags = from.getLong();
            long low = from.getLong();
            long high = from.getLong();
            byte[] digest = taken(from, DIGEST_LENGTH);
            int kind = from.getInt();
            int length = from.getInt();
            if (length != from.remaining()) {
                throw new IllegalArgumentException(
                        "a payload of " + from.remaining() + " bytes that says it has " + length);
            }
            byte[] payload = taken(from, length);
            if (length > 0 && !MessageDigest.isEqual(digest, sha256(ByteBuffer.wrap(payload)))) {
                throw new IllegalArgumentException("a payload that is not what its digest says");
            }
            return new AgentMessage(
                    type, created, sequence, flags, new UUID(high, low), kind, ByteBuffer.wrap(payload));
        } catch (BufferUnderflowException cut) {
            throw new IllegalArgumentException("a message of " + bytes.remaining() + " bytes", cut);
        }
    }

    private static byte[] taken(ByteBuffer from, int length) {
        byte[] taken = new byte[length];
        from.get(taken);
        return taken;
    }

    public ByteBuffer bytes() {
        ByteBuffer to = ByteBuffer.allocate(PAYLOAD_OFFSET + payload.remaining());
        byte[] name = new byte[TYPE_LENGTH];
        Arrays.fill(name, (byte) ' ');
        byte[] letters = type.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, name, 0, letters.length);
        to.putInt(HEADER_LENGTH)
                .put(name)
                .putInt(SCHEMA)
                .putLong(created)
                .putLong(sequence)
                .putLong(flags);
        to.putLong(id.getLeastSignificantBits()).putLong(id.getMostSignificantBits());
        to.put(sha256(payload())).putInt(kind).putInt(payload.remaining()).put(payload());
        return to.flip();
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
