package dev.kecs.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A file system of one MiB that only processes begun with [#inside] see at its mount point; it goes when its holder
/// does. Needs util-linux, and root or user namespaces.
public final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    private final Path mountPoint;
    private final Process holder;

    public SmallDisk(Path mountPoint) throws IOException {
        this.mountPoint = mountPoint;
        this.holder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=1m,mode=700 none \"$1\" && touch \"$1/mounted\" && exec sleep 1000",
                        "sh",
                        mountPoint.toString())
                .inheritIO()
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(path().resolve("mounted")));
    }

    Path mountPoint() {
        return mountPoint;
    }

    /// The same directory as this process sees it.
    public Path path() {
        return Path.of("/proc", String.valueOf(holder.pid()), "root", mountPoint.toString());
    }

    /// What a command must begin with to see it.
    List<String> inside() {
        return List.of(
                "nsenter",
                "--target",
                String.valueOf(holder.pid()),
                "--user",
                "--preserve-credentials",
                "--mount",
                "--wd=/",
                "--");
    }

    /// Until not one block is free.
    public void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(path().resolve("filler"))) {
            while (true) {
                file.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    public void empty() throws IOException {
        Files.delete(path().resolve("filler"));
    }

    /// For whoever opens a file from now on.
    public void refuseWriting() throws IOException, InterruptedException {
        run("mount", "--bind", mountPoint.toString(), mountPoint.toString());
        run("mount", "-o", "remount,bind,ro", mountPoint.toString());
    }

    public void allowWriting() throws IOException, InterruptedException {
        run("umount", mountPoint.toString());
    }

    private void run(String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(inside());
        whole.addAll(List.of(command));
        assertThat(new ProcessBuilder(whole).inheritIO().start().waitFor())
                .as(String.join(" ", whole))
                .isZero();
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
    }
}
