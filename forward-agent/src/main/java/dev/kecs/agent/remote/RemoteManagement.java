package dev.kecs.agent.remote;

import dev.kecs.forwardconfig.agent.Remote;
import dev.kecs.protocol.rpc.JsonRpcTlsServer;
import dev.kecs.protocol.rpc.RpcMethods;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Set;

/// `agent.sock` over TLS. Stateless.
public final class RemoteManagement {
    /// 24 random bytes in base 64: nobody guesses as many.
    private static final int SHORTEST_TOKEN = 32;

    private static final Set<PosixFilePermission> FOR_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private RemoteManagement() {}

    /// @throws IOException when a file is absent, is not what it should be, or may be read by others, or when
    ///     the address cannot be had; its message says which
    public static JsonRpcTlsServer start(Remote wanted, RpcMethods answers) throws IOException {
        String token = token(wanted.token());
        requirePrivate(wanted.key());
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(wanted.address()), wanted.port());
        try {
            return JsonRpcTlsServer.start(
                    address, PemIdentity.read(wanted.certificate(), wanted.key()), token, answers);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    wanted.certificate() + " and " + wanted.key() + " are no certificate with its key: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String token(Path file) throws IOException {
        requirePrivate(file);
        String token = Files.readString(file).lines().findFirst().orElse("").strip();
        if (token.length() < SHORTEST_TOKEN) {
            throw new IOException(file + " has a token of fewer than " + SHORTEST_TOKEN
                    + " characters; make one: head -c 24 /dev/urandom | base64 > " + file);
        }
        return token;
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is absent");
        }
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (FOR_OTHERS.contains(permission)) {
                throw new IOException(file + " may be read by others: chmod 600 " + file);
            }
        }
    }
}
