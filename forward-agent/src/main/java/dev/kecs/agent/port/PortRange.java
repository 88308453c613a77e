package dev.kecs.agent.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The ports that the system gives to outgoing connections, both ends included. A port chosen for ever must lie
/// outside, or another program's connection may hold it at the next start.
public record PortRange(int first, int last) {
    /// IANA's dynamic ports.
    private static final PortRange DYNAMIC = new PortRange(49_152, 65_535);

    /// This system's.
    public static PortRange ephemeral() {
        return read(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
    }

    static PortRange read(Path source) {
        try {
            String[] ends = Files.readString(source).strip().split("\\s+", -1);
            return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return DYNAMIC;
        }
    }

    boolean contains(int port) {
        return port >= first && port <= last;
    }
}
