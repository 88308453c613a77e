package dev.kecs.packaging;

import java.util.List;

/// A program of the image: its launcher's name, its module's artifact and how its JVM is started.
///
/// @param launcher name of the script in `bin/` and of the AOT cache
/// @param artifact Maven artifact whose jar holds the main class; the jar's manifest lists the rest of the class path
/// @param mainClass fully qualified
/// @param flags JVM flags of the launcher; the AOT cache is trained with exactly these
record Application(String launcher, String artifact, String mainClass, List<String> flags) {

    Application {
        flags = List.copyOf(flags);
    }

    /// The programs of the image.
    static List<Application> all() {
        return List.of(
                new Application("kecs", "kecs-cli", "dev.kecs.cli.Main", JvmFlags.CLI),
                new Application("kecs-server", "kecs-server", "dev.kecs.server.Main", JvmFlags.SERVER),
                new Application("kecs-agent", "kecs-forward-agent", "dev.kecs.agent.Main", JvmFlags.AGENT),
                new Application("kecs-echo", "kecs-echo", "dev.kecs.echo.Main", JvmFlags.ECHO));
    }

    String cache() {
        return launcher + ".aot";
    }
}
