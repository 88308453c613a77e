package dev.kecs.protocol.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"default", "a", "0", "my-instance-2", "a2345678901234567890123456789012"})
    void legalNamesAreTaken(String name) {
        assertThat(new InstanceName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a/b", "..", "a23456789012345678901234567890123", "ä"})
    void illegalNamesAreRefused(String name) {
        assertThatThrownBy(() -> new InstanceName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHomeIsTheSettingOrTheUsers() {
        assertThat(KecsHome.of(null, "/home/u").directory()).isEqualTo(Path.of("/home/u/.kecs"));
        assertThat(KecsHome.of("", "/home/u").directory()).isEqualTo(Path.of("/home/u/.kecs"));
        assertThat(KecsHome.of("/x/y", "/home/u")
                        .instance(InstanceName.DEFAULT)
                        .forwards()
                        .config())
                .isEqualTo(Path.of("/x/y/instances/default/port-forwards/config.yaml"));
    }

    @Test
    void directoriesAreTheirOwnersAlone() throws Exception {
        InstancePaths paths = InstancePaths.of(directory.resolve("home"), InstanceName.DEFAULT);
        paths.create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.directory())))
                .isEqualTo("rwx------");
        assertThat(paths.forwards().logs()).isDirectory();
    }

    @Test
    void aLongSocketPathBecomesALinkToAShortOne() throws Exception {
        SocketPath socket = new SocketPath(directory.resolve("x".repeat(100)).resolve("control.sock"));
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(socket.prepare());
            assertThat(socket.official()).isSymbolicLink();
            Path actual = socket.address().getPath();
            assertThat(actual.toString()).startsWith("/tmp/kecs-").hasSizeLessThan(104);
            assertThat(actual).isEqualTo(Files.readSymbolicLink(socket.official()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(actual.getParent())))
                    .isEqualTo("rwx------");
        }
        Path actual = socket.address().getPath();
        socket.remove();
        assertThat(socket.official()).doesNotExist();
        assertThat(actual).doesNotExist();
    }

    @Test
    void aPlaceThatOthersMayEnterIsRefused() throws Exception {
        Path open = directory.resolve("open");
        Files.createDirectory(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> PrivateDirectory.checkOwned(open)).hasMessageContaining("KECS_HOME");
        Path link = directory.resolve("link");
        Path own = directory.resolve("own");
        PrivateDirectory.create(own);
        PrivateDirectory.checkOwned(own);
        Files.createSymbolicLink(link, own);
        assertThatThrownBy(() -> PrivateDirectory.checkOwned(link)).hasMessageContaining("own");
    }
}
