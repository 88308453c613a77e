package dev.kecs.cli.doctor.k3d;

import dev.kecs.cli.doctor.Check;
import dev.kecs.cli.doctor.Finding;
import dev.kecs.cli.doctor.k3d.Question.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/// Whether there is room where Docker keeps its images and containers. Nodes evict pods when less than a
/// twentieth is free (source: k3s, kubelet's `eviction-hard` `nodefs.available<5%`).
///
/// @param space free and whole bytes of what holds a directory
record DiskCheck(Question question, Function<Path, Space> space) implements Check {
    private static final String SUBJECT = "disk";
    private static final String ADVICE = "Free some space, for example: docker system prune";
    private static final long GIB = 1L << 30;
    private static final long LEAST = 2 * GIB;
    private static final long PLENTY = 5 * GIB;
    private static final int EVICTED_BELOW_PERCENT = 5;
    private static final int HUNDRED = 100;

    /// @param free bytes that this user may still write; empty when nobody knows
    /// @param whole all bytes there are
    record Space(OptionalLong free, long whole) {
        static Space of(Path directory) {
            try {
                return new Space(
                        OptionalLong.of(Files.getFileStore(directory).getUsableSpace()),
                        Files.getFileStore(directory).getTotalSpace());
            } catch (IOException elsewhere) {
                return new Space(OptionalLong.empty(), 0);
            }
        }
    }

    @Override
    public Finding look() {
        Answer answer = question.ask(List.of("docker", "info", "--format", "{{.DockerRootDir}}"));
        if (!answer.succeeded() || answer.text().isBlank()) {
            return Finding.ok(SUBJECT, "not known, since Docker does not say where it keeps its files");
        }
        Path root = Path.of(answer.text().lines().reduce("", (earlier, later) -> later));
        Space there = space.apply(root);
        if (there.free().isEmpty()) {
            return Finding.ok(SUBJECT, "not known: Docker's " + root + " is in a machine of its own");
        }
        long free = there.free().getAsLong();
        String found = String.format(Locale.ROOT, "%.1f GiB free at %s", (double) free / GIB, root);
        if (free < LEAST || free * HUNDRED < there.whole() * EVICTED_BELOW_PERCENT) {
            return Finding.fail(SUBJECT, found + ": Kubernetes starts no pods", ADVICE);
        }
        return free < PLENTY ? Finding.warn(SUBJECT, found, ADVICE) : Finding.ok(SUBJECT, found);
    }
}
