package dev.kecs.agent.port;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.kecs.protocol.target.Transport;
import java.util.Objects;

/// A port of this host; TCP's and UDP's of the same number are two. Written `8081`, or `5353/udp`.
public record LocalPort(int number, Transport transport) {
    private static final String UDP = "/udp";

    public LocalPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("a local port must be 1 to 65535, not " + number);
        }
        Objects.requireNonNull(transport, "transport");
    }

    public static LocalPort tcp(int number) {
        return new LocalPort(number, Transport.TCP);
    }

    public static LocalPort udp(int number) {
        return new LocalPort(number, Transport.UDP);
    }

    /// @param written a number, or a text that ends with the protocol
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LocalPort of(Object written) {
        String text = String.valueOf(written);
        try {
            return text.endsWith(UDP)
                    ? udp(Integer.parseInt(text, 0, text.length() - UDP.length(), 10))
                    : tcp(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a local port is a number, or like 5353/udp, but not " + text, e);
        }
    }

    @JsonValue
    Object written() {
        return transport == Transport.UDP ? toString() : (Object) number;
    }

    @Override
    public String toString() {
        return transport == Transport.UDP ? number + UDP : String.valueOf(number);
    }
}
