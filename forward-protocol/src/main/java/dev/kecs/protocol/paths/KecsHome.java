package dev.kecs.protocol.paths;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The directory that holds all instances of one user.
public record KecsHome(Path directory) {
    public KecsHome {
        directory = directory.toAbsolutePath().normalize();
    }

    /// @param setting the value of `KECS_HOME`, or null or empty when it is not set
    /// @param userHome the user's home directory, where `.kecs` is the default
    public static KecsHome of(@Nullable String setting, String userHome) {
        return new KecsHome(setting == null || setting.isEmpty() ? Path.of(userHome, ".kecs") : Path.of(setting));
    }

    /// Holds one directory per instance.
    public Path instances() {
        return directory.resolve("instances");
    }

    public InstancePaths instance(InstanceName name) {
        return InstancePaths.of(directory, name);
    }
}
