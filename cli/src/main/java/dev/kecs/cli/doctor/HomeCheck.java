package dev.kecs.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Whether instances can be kept, and kept from others, where `KECS_HOME` says.
record HomeCheck(Path kecsHome) implements Check {

    private static final String SUBJECT = "KECS_HOME";

    @Override
    public Finding look() {
        if (!Files.exists(kecsHome)) {
            Path parent = kecsHome.toAbsolutePath().getParent();
            while (parent != null && !Files.exists(parent)) {
                parent = parent.getParent();
            }
            return parent != null && Files.isWritable(parent)
                    ? Finding.ok(SUBJECT, kecsHome + " (will be created)")
                    : Finding.fail(
                            SUBJECT,
                            kecsHome + " cannot be created in " + parent,
                            "Set KECS_HOME to a directory that you may write.");
        }
        if (!Files.isDirectory(kecsHome) || !Files.isWritable(kecsHome)) {
            return Finding.fail(
                    SUBJECT, kecsHome + " is not a directory that you may write", "Set KECS_HOME to one that you may.");
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(kecsHome);
            if (rights.contains(PosixFilePermission.GROUP_WRITE) || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
                return Finding.warn(SUBJECT, kecsHome + " may be written by others", "chmod 700 " + kecsHome);
            }
            return Finding.ok(SUBJECT, kecsHome.toString());
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Finding.warn(SUBJECT, kecsHome + ": its rights cannot be read: " + unreadable, "");
        }
    }
}
