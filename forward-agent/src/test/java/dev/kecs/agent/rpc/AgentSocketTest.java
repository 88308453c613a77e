package dev.kecs.agent.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.agent.testing.RunningAgent;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.rpc.ErrorCode;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.io.BufferedReader;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `agent.sock`, as callers meet it that are of another version or broken.
class AgentSocketTest {
    private static final String HELLO = """
            {"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocol":%d,"version":"x","role":"cli"}}""".formatted(Protocol.NUMBER);

    @RegisterExtension
    final RunningAgent agent = new RunningAgent();

    @Test
    void aCallerOfAnotherProtocolIsToldWhichCommandReplacesTheAgent() {
        RpcException error = catchThrowableOfType(
                RpcException.class,
                () -> JsonRpcClient.connect(
                        agent.paths().forwards().socket(), new Hello(Protocol.NUMBER + 1, "9.9.9", "cli", null)));
        assertThat(error.code()).isEqualTo(ErrorCode.FAILED);
        assertThat(error).hasMessageContaining("9.9.9").hasMessageContaining("kecs-agent");
        assertThat(error.hint()).isEqualTo("kecs port-forward restart-agent");
    }

    @Test
    void brokenLinesAndUnknownMethodsAreAnsweredAndTheConnectionGoesOn() throws Exception {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(agent.paths().forwards().socket().address());
            BufferedReader answers = new BufferedReader(Channels.newReader(raw, StandardCharsets.UTF_8));
            send(raw, HELLO);
            assertThat(answers.readLine()).contains("\"instance\":\"default\"");
            send(raw, "{\"jsonrpc\":\"2.0\",\"id\":2,\"met");
            assertThat(answers.readLine()).contains("-32700");
            send(raw, "[]");
            assertThat(answers.readLine()).contains("-32600");
            send(raw, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"forward.levitate\"}");
            assertThat(answers.readLine()).contains("\"id\":3", "-32601", "forward.levitate");
            send(raw, "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"forward.stop\",\"params\":{\"forwards\":7}}");
            assertThat(answers.readLine()).contains("\"id\":4", "-32602", "forward.stop");
            send(raw, "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"forward.list\"}");
            assertThat(answers.readLine()).contains("\"id\":5", "\"result\":[]");
        }
        assertThat(agent.client().call(AgentMethods.FORWARD_LIST, Empty.EMPTY)).isEmpty();
    }

    private static void send(SocketChannel raw, String line) throws Exception {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
            raw.write(bytes);
        }
    }

    @Test
    void theAgentSaysWhoItIs() throws Exception {
        var status = agent.client().call(AgentMethods.AGENT_STATUS, Empty.EMPTY);
        assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(status.version()).isEqualTo(Protocol.RELEASE);
        assertThat(status.serverConnected()).isTrue();
    }
}
