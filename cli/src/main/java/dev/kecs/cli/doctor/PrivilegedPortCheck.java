package dev.kecs.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// From which port on this user may listen.
///
/// @param limit the first port that needs no privilege
/// @param root whether the user is root
record PrivilegedPortCheck(int limit, boolean root) implements Check {
    private static final int LONGEST = 64;

    static PrivilegedPortCheck ofSystem() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new PrivilegedPortCheck(limit(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start")), root);
    }

    /// In one read: of a file in /proc/sys, a second one gives nothing (see proc(5)).
    static int limit(Path source) {
        try (InputStream input = Files.newInputStream(source)) {
            return Integer.parseInt(new String(input.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException elsewhere) {
            // Only Linux has the setting; other systems keep to 1024.
            return 1024;
        }
    }

    @Override
    public Finding look() {
        if (root || limit <= 80) {
            return Finding.ok("low ports", "tasks can listen on port 80 of their own addresses");
        }
        return Finding.ok(
                "low ports",
                "below " + limit + " tasks are told another port in PORT; forwards reach them all the same");
    }
}
