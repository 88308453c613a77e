package dev.kecs.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The folder `lib/<hash>` of an image.
///
/// The hash covers the jars' content, the JVM and the launchers' flags: all that an AOT cache depends on.
record Libraries(Path folder) {

    /// Lays the jars into `lib/<hash>`; a folder that is there already is kept with its caches, any other is removed.
    ///
    /// @param lib the image's `lib`
    /// @param jars every jar of every application
    /// @param about the JVM and the flags
    static Libraries place(Path lib, Set<Path> jars, String about) throws IOException {
        Files.createDirectories(lib);
        Path fresh = lib.resolve("fresh");
        Trees.delete(fresh);
        Files.createDirectories(fresh);
        for (Path jar : jars) {
            if (NativeLibrary.isIn(jar)) {
                NativeLibrary.separate(jar, fresh);
            } else {
                Files.copy(jar, fresh.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path folder = lib.resolve(hash(fresh, about));
        if (Files.exists(folder)) {
            Trees.delete(fresh);
        } else {
            Trees.stamp(fresh);
            Files.move(fresh, folder);
        }
        for (Path other : children(lib)) {
            if (!other.equals(folder)) {
                Trees.delete(other);
            }
        }
        return new Libraries(folder);
    }

    private static String hash(Path folder, String about) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(about.getBytes(StandardCharsets.UTF_8));
            for (Path file : children(folder)) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
                    content.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return new ArrayList<>(found.sorted().toList());
        }
    }
}
