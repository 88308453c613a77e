package dev.kecs.agent.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The ports that the system gives to outgoing connections, both ends included. A port chosen for ever must lie
/// outside, or another program's connection may hold it at the next start.
public record PortRange(int first, int last) {
    /// IANA's dynamic ports.
    private static final PortRange DYNAMIC = new PortRange(49_152, 65_535);

    private static final int LONGEST = 64;

    /// This system's.
    public static PortRange ephemeral() {
        return read(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
    }

    static PortRange read(Path source) {
        // In one read: of a file in /proc/sys, a second one gives nothing (see proc(5)), and Files.readString reads
        // the first byte of a file without a size alone.
        try (InputStream input = Files.newInputStream(source)) {
            String[] ends = new String(input.readNBytes(LONGEST), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+", -1);
            return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return DYNAMIC;
        }
    }

    /// How many ports from `least` to `most` lie outside.
    int countOutside(int least, int most) {
        int inside = Math.min(last, most) - Math.max(first, least) + 1;
        return most - least + 1 - Math.max(0, inside);
    }

    /// The port outside that has so many others outside below it, from `least` on.
    int outside(int least, int index) {
        int port = least + index;
        int firstInside = Math.max(first, least);
        return port < firstInside || last < least ? port : port + last - firstInside + 1;
    }

    boolean contains(int port) {
        return port >= first && port <= last;
    }
}
