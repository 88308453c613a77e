package dev.kecs.protocol.paths;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A socket's place. Systems limit a socket's path to 103 bytes; a longer one is a symbolic link to
/// `/tmp/kecs-<uid>/<hash>.sock`, in a directory that must belong to this user and be closed to others.
///
/// @param official the path that is documented
public record SocketPath(Path official) {
    private static final int LONGEST = 103;

    public SocketPath {
        official = official.toAbsolutePath().normalize();
    }

    /// What to connect to.
    ///
    /// @throws IOException when the place under `/tmp` belongs to somebody else
    public UnixDomainSocketAddress address() throws IOException {
        if (isShort()) {
            return UnixDomainSocketAddress.of(official);
        }
        Path actual = actual();
        Path directory = parent(actual);
        if (Files.exists(directory)) {
            PrivateDirectory.checkOwned(directory);
        }
        return UnixDomainSocketAddress.of(actual);
    }

    /// Removes what a dead owner left and answers what to bind. Only the holder of the owner's lock may call this.
    public UnixDomainSocketAddress prepare() throws IOException {
        PrivateDirectory.create(parent(official));
        Files.deleteIfExists(official);
        if (isShort()) {
            return UnixDomainSocketAddress.of(official);
        }
        Path actual = actual();
        PrivateDirectory.createOwned(parent(actual));
        Files.deleteIfExists(actual);
        Files.createSymbolicLink(official, actual);
        return UnixDomainSocketAddress.of(actual);
    }

    /// Removes the socket and the link to it.
    public void remove() throws IOException {
        Files.deleteIfExists(official);
        if (!isShort()) {
            Files.deleteIfExists(actual());
        }
    }

    /// Whether something is there; it may be what a dead owner left.
    public boolean exists() {
        return Files.exists(official);
    }

    /// Whether the directory is there but what was bound in it is not, or something else has its place: somebody has
    /// cleaned up too much.
    ///
    /// @param bound what [#identity] said after it was bound
    public boolean isLost(Optional<Object> bound) {
        return Files.isDirectory(parent(official)) && !identity().equals(bound);
    }

    /// What the system knows it by; empty when nothing is there.
    public Optional<Object> identity() {
        try {
            // Through the link, where there is one.
            return Optional.ofNullable(
                    Files.readAttributes(official, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isShort() {
        return official.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    private Path actual() throws IOException {
        return Path.of("/tmp", "kecs-" + PrivateDirectory.currentUser(), hash() + ".sock");
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(official.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " lies in no directory");
        }
        return parent;
    }
}
