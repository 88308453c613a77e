package dev.kecs.hostports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A directory of leases: one file each, named for what is leased, holding the path of its owner. The owner is
/// a directory (a task's, an instance's); when that is gone, so is its claim. Safe for many threads and many
/// processes: a file lock is held while a lease is made or given back.
public final class LeaseDirectory {
    private static final Object IN_THIS_PROCESS = new Object();
    private static final String LOCK = ".lock";
    // All files but the lock. POSIX ends a process's lock on a file when the process closes the file, however often it
    // had opened it: who reads the lock among the leases has none any more.
    private static final String LEASES = "[!.]*";

    private final Path directory;

    public LeaseDirectory(Path directory) {
        this.directory = directory;
    }

    /// The directory that all instances of a user share, whatever their `KECS_HOME`.
    public static LeaseDirectory ofUser(String user) {
        return new LeaseDirectory(Path.of("/tmp", "kecs-leases-" + user));
    }

    /// Leases the first candidate that nobody holds and that `usable` accepts; empty when there is none.
    ///
    /// @param owner an existing directory; the lease ends at the latest when it is removed
    /// @throws UncheckedIOException when the lease directory cannot be used
    public Optional<String> lease(Stream<String> candidates, Path owner, Predicate<String> usable) {
        return locked(() -> {
            for (String candidate : (Iterable<String>) candidates::iterator) {
                Path lease = directory.resolve(candidate);
                if (owner(lease).isEmpty() && usable.test(candidate)) {
                    Files.writeString(lease, owner.toAbsolutePath().toString());
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        });
    }

    /// Takes this very lease, unless somebody else holds it.
    ///
    /// @return whether it is the owner's now
    public boolean claim(String wanted, Path owner) {
        String mine = owner.toAbsolutePath().toString();
        return locked(() -> {
                    Path lease = directory.resolve(wanted);
                    if (owner(lease).filter(other -> !other.equals(mine)).isPresent()) {
                        return Optional.empty();
                    }
                    Files.writeString(lease, mine);
                    return Optional.of(wanted);
                })
                .isPresent();
    }

    /// Who holds the lease now; empty when nobody does.
    public Optional<Path> holder(String leased) {
        return locked(() -> owner(directory.resolve(leased))).map(Path::of);
    }

    /// Gives everything back that the owner holds.
    public void releaseAll(Path owner) {
        String mine = owner.toAbsolutePath().toString();
        locked(() -> {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, LEASES)) {
                for (Path lease : all) {
                    if (Files.readString(lease).equals(mine)) {
                        Files.delete(lease);
                    }
                }
            }
            return Optional.empty();
        });
    }

    /// Gives a lease back; one that somebody else holds by now is left alone.
    public void release(String leased, Path owner) {
        locked(() -> {
            Path lease = directory.resolve(leased);
            if (Files.exists(lease)
                    && Files.readString(lease).equals(owner.toAbsolutePath().toString())) {
                Files.delete(lease);
            }
            return Optional.empty();
        });
    }

    /// The owner that is still there. An empty lease was left by a process that was killed while it wrote.
    private static Optional<String> owner(Path lease) throws IOException {
        String owner = Files.exists(lease) ? Files.readString(lease) : "";
        return owner.isEmpty() || !Files.isDirectory(Path.of(owner)) ? Optional.empty() : Optional.of(owner);
    }

    private Optional<String> locked(Step step) {
        synchronized (IN_THIS_PROCESS) {
            try {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                try (FileChannel channel = FileChannel.open(
                                directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IOException("The lock on " + directory + " was lost");
                    }
                    return step.run();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(
                        "Cannot use the lease directory " + directory + ": " + failure.getMessage(), failure);
            }
        }
    }

    private interface Step {
        Optional<String> run() throws IOException;
    }
}
