package dev.kecs.cli.doctor.k3d;

import dev.kecs.cli.doctor.Check;
import java.time.Duration;
import java.util.List;

/// The checks of the engine `k3d`, in the order in which they are printed.
public final class K3dChecks {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private K3dChecks() {}

    public static List<Check> all() {
        Question question = new ProcessQuestion(LIMIT);
        return List.of(new DockerCheck(question), new K3dCheck(question), new DiskCheck(question, DiskCheck.Space::of));
    }
}
