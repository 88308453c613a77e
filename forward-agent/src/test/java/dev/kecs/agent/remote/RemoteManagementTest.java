package dev.kecs.agent.remote;

import static dev.kecs.agent.remote.TestIdentity.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.forwardconfig.agent.Remote;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.JsonRpcTlsServer;
import dev.kecs.protocol.rpc.RpcMethods;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteManagementTest {
    private static final String HELLO_BEGIN =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\",\"params\":{\"protocol\":" + Protocol.NUMBER
                    + ",\"version\":\"1\",\"role\":\"cli\"";
    private static final String SHUTDOWN = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"agent.shutdown\"}\n";

    @TempDir
    Path directory;

    private TestIdentity identity;

    @BeforeEach
    void identify() throws Exception {
        identity = TestIdentity.in(directory, "-keyalg", "EC");
    }

    private JsonRpcTlsServer start(TestIdentity shown) throws IOException {
        RpcMethods methods =
                new RpcMethods(new RpcMethods.Identity("kecs-agent", "default", "again"), (what, failure) -> {
                    throw new AssertionError(what, failure);
                });
        methods.answer(AgentMethods.AGENT_SHUTDOWN, (empty, connection) -> Empty.EMPTY);
        return RemoteManagement.start(
                new Remote("127.0.0.1", 0, shown.token(), shown.certificate(), shown.key()), methods);
    }

    private static SSLSocket connect(JsonRpcTlsServer server, SSLContext client) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String hello(String token) {
        return HELLO_BEGIN + ",\"token\":\"" + token + "\"}}\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void whoKnowsTheTokenIsAnsweredWithEveryKindOfKey() throws Exception {
        for (String[] kind :
                new String[][] {{"-keyalg", "EC"}, {"-keyalg", "RSA", "-keysize", "2048"}, {"-keyalg", "Ed25519"}}) {
            TestIdentity shown = TestIdentity.in(Files.createDirectory(directory.resolve(kind[1])), kind);
            try (JsonRpcTlsServer server = start(shown);
                    SSLSocket socket = connect(server, shown.client())) {
                send(socket, hello(TOKEN));
                assertThat(line(socket.getInputStream())).contains("\"result\":{\"protocol\":");
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
                send(socket, SHUTDOWN);
                assertThat(line(socket.getInputStream())).contains("\"id\":2,\"result\":{}");
            }
        }
    }

    @Test
    void nobodyElseIsAnsweredAndTheConnectionEnds() throws Exception {
        try (JsonRpcTlsServer server = start(identity)) {
            for (String first : new String[] {HELLO_BEGIN + "}}\n", hello(""), hello(TOKEN + "x"), hello("wrong")}) {
                try (SSLSocket socket = connect(server, identity.client())) {
                    send(socket, first + SHUTDOWN);
                    assertThat(line(socket.getInputStream())).contains("hello has no token, or not the right one");
                    assertEnded(socket);
                }
            }
            try (SSLSocket socket = connect(server, identity.client())) {
                send(socket, SHUTDOWN);
                assertThat(line(socket.getInputStream())).contains("the first call on a connection must be");
            }
        }
    }

    /// An end or a reset: there is more to read than the server wants to.
    private static void assertEnded(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void withoutTlsNothingIsAnswered() throws Exception {
        try (JsonRpcTlsServer server = start(identity);
                Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(20_000);
            send(socket, hello(TOKEN));
            byte[] answer;
            try {
                answer = socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                answer = new byte[0];
            }
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("result");
        }
    }

    @Test
    void aClientThatTrustsAnotherRefuses() throws Exception {
        TestIdentity other = TestIdentity.in(Files.createDirectory(directory.resolve("other")), "-keyalg", "EC");
        try (JsonRpcTlsServer server = start(identity);
                SSLSocket socket = connect(server, other.client())) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aStrangerCannotSendMuch() throws Exception {
        try (JsonRpcTlsServer server = start(identity);
                SSLSocket socket = connect(server, identity.client())) {
            send(socket, " ".repeat(20_000));
            assertEnded(socket);
        }
    }

    private void assertRefused(TestIdentity shown, String message) {
        assertThatThrownBy(() -> start(shown).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingListensWithoutATokenACertificateAndItsKey() throws Exception {
        Path absent = directory.resolve("absent");
        assertRefused(
                new TestIdentity(identity.certificate(), identity.key(), absent, identity.client()),
                "absent is absent");
        assertRefused(
                new TestIdentity(identity.certificate(), absent, identity.token(), identity.client()),
                "absent is absent");
        assertRefused(new TestIdentity(absent, identity.key(), identity.token(), identity.client()), "absent");
        assertRefused(
                new TestIdentity(identity.key(), identity.key(), identity.token(), identity.client()),
                "are no certificate with its key");
        Path wrong = TestIdentity.secret(directory.resolve("wrong.pem"), "-----BEGIN EC PRIVATE KEY-----\n");
        assertRefused(
                new TestIdentity(identity.certificate(), wrong, identity.token(), identity.client()),
                "openssl pkcs8 -topk8 -nocrypt");
        Path empty = TestIdentity.secret(directory.resolve("empty"), "short\n");
        assertRefused(
                new TestIdentity(identity.certificate(), identity.key(), empty, identity.client()),
                "a token of fewer than 32 characters");
        Files.setPosixFilePermissions(identity.token(), PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(identity, "token may be read by others: chmod 600");
    }
}
