package dev.kecs.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/// The build's jars by file name; an application's own class path is what its jar's manifest lists.
final class ClassPath {

    private final Map<String, Path> jars = new LinkedHashMap<>();

    /// @param jars the module's run-time class path, as Maven resolved it
    ClassPath(List<Path> jars) {
        jars.forEach(jar -> this.jars.put(jar.getFileName().toString(), jar));
    }

    /// The jars that the application needs, its own first.
    List<Path> of(String artifact, String version) throws IOException {
        Path own = named(artifact + "-" + version + ".jar");
        List<Path> all = new ArrayList<>();
        all.add(own);
        try (JarFile jar = new JarFile(own.toFile())) {
            Manifest manifest = jar.getManifest();
            String listed =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (listed != null) {
                for (String name : listed.split(" ", -1)) {
                    all.add(named(name));
                }
            }
        }
        return List.copyOf(all);
    }

    private Path named(String name) throws IOException {
        Path jar = jars.get(name);
        if (jar == null) {
            throw new IOException(name + " is not on the packaging module's class path: " + jars.keySet());
        }
        return jar;
    }
}
