package dev.kecs.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// An application with the names of its jars in the order of its class path.
record Placed(Application application, List<String> jars) {

    Placed {
        jars = List.copyOf(jars);
    }

    String classPath(Path folder) {
        return jars.stream().map(jar -> folder.resolve(jar).toString()).collect(Collectors.joining(":"));
    }
}
