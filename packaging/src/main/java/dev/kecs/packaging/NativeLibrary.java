package dev.kecs.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Takes DuckDB's native libraries out of its jar and lays this platform's one beside it.
///
/// DuckDB loads the library from beside its jar when it finds it there. Otherwise it unpacks it into the temporary
/// folder at every start, which costs a quarter of a second and leaves 61 MB there after each kill.
final class NativeLibrary {

    private static final String PREFIX = "libduckdb_java.so_";

    private NativeLibrary() {}

    static boolean isIn(Path jar) {
        return jar.getFileName().toString().startsWith("duckdb_jdbc-");
    }

    /// @param jar DuckDB's published jar
    /// @param folder receives the jar without libraries, and this platform's library
    static void separate(Path jar, Path folder) throws IOException {
        String own = PREFIX + platform();
        try (JarFile published = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(folder.resolve(jar.getFileName()));
                JarOutputStream stripped = new JarOutputStream(file)) {
            boolean found = false;
            Enumeration<JarEntry> entries = published.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                try (InputStream content = published.getInputStream(entry)) {
                    if (entry.getName().equals(own)) {
                        Files.copy(content, folder.resolve(own));
                        found = true;
                    } else if (!entry.getName().startsWith(PREFIX)) {
                        JarEntry kept = new JarEntry(entry.getName());
                        kept.setLastModifiedTime(Trees.TIME);
                        stripped.putNextEntry(kept);
                        content.transferTo(stripped);
                        stripped.closeEntry();
                    }
                }
            }
            if (!found) {
                throw new IOException(jar + " holds no " + own + ": DuckDB is not released for this platform");
            }
        }
    }

    /// This platform in DuckDB's words, such as `linux_amd64`.
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return "osx_universal";
        }
        return "linux_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }
}
