package dev.kecs.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// From which port on this user may listen.
///
/// @param limit the first port that needs no privilege
/// @param root whether the user is root
record PrivilegedPortCheck(int limit, boolean root) implements Check {

    static PrivilegedPortCheck ofSystem() {
        int limit = 1024;
        boolean root = "root".equals(System.getProperty("user.name"));
        try {
            limit = Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))
                    .strip());
        } catch (IOException | NumberFormatException elsewhere) {
            // Only Linux has the setting; other systems keep to 1024.
            limit = 1024;
        }
        return new PrivilegedPortCheck(limit, root);
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
