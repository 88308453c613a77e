package dev.kecs.cli.doctor;

import java.nio.file.Path;
import java.util.List;

/// All checks, in the order in which they are printed.
public final class Checks {

    private Checks() {}

    /// @param kecsHome where instances live
    /// @param dist the image's root; empty when the program was not started from an image
    /// @param path the variable `PATH`
    public static List<Check> all(Path kecsHome, String dist, String path) {
        return List.of(
                new RuntimeCheck(dist),
                new HomeCheck(kecsHome),
                new LoopbackCheck("127.0.0.1", Finding::fail),
                new LoopbackCheck("127.20.255.254", Finding::warn),
                new LoopbackCheck("::1", Finding::warn),
                PrivilegedPortCheck.ofSystem(),
                DescriptorLimitCheck.ofSystem(),
                new ProgramCheck("sh", path, Finding::fail, "Tasks are started by it: install a POSIX shell."),
                new ProgramCheck(
                        "setsid", path, Finding::warn, "Install util-linux, or daemons end with their terminal."),
                new ApiPortCheck(8080));
    }
}
