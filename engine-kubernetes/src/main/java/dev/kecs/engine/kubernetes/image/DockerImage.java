package dev.kecs.engine.kubernetes.image;

import dev.kecs.engine.kubernetes.program.ProgramException;
import dev.kecs.engine.kubernetes.program.Programs;
import java.time.Duration;
import java.util.List;

/// What this machine's Docker says of an image. Stateless.
public final class DockerImage {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private DockerImage() {}

    /// Whether Docker has it; false when Docker says nothing, too.
    public static boolean isThere(Programs programs, String image) throws InterruptedException {
        try {
            programs.run(List.of("docker", "image", "inspect", "--format", "{{.Id}}", image), LIMIT);
            return true;
        } catch (ProgramException unknown) {
            return false;
        }
    }
}
