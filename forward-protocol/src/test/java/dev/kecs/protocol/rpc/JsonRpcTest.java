package dev.kecs.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.handshake.Protocol;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.method.RpcMethod;
import dev.kecs.protocol.method.RpcNotification;
import dev.kecs.protocol.paths.SocketPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonRpcTest {
    record Text(String text) {}

    static final class Unwritable {
        public String getText() {
            return String.valueOf(new ArrayDeque<>().removeFirst());
        }
    }

    private static final RpcMethod<Text, Text> ECHO = new RpcMethod<>("echo", Text.class, Text.class);
    private static final RpcMethod<Text, Text> REFUSE = new RpcMethod<>("refuse", Text.class, Text.class);
    private static final RpcMethod<Text, Text> BREAK = new RpcMethod<>("break", Text.class, Text.class);
    private static final RpcMethod<Text, Text> LAST = new RpcMethod<>("last", Text.class, Text.class);
    private static final RpcMethod<Empty, Unwritable> UNWRITABLE =
            new RpcMethod<>("unwritable", Empty.class, Unwritable.class);
    private static final RpcMethod<Empty, Empty> TELL = new RpcMethod<>("tell", Empty.class, Empty.class);
    private static final RpcNotification<Text> NEWS = new RpcNotification<>("news", Text.class);

    @TempDir
    Path directory;

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private SocketPath socket;
    private JsonRpcServer server;

    @BeforeEach
    void start() throws IOException {
        socket = new SocketPath(directory.resolve("a.sock"));
        RpcMethods methods = new RpcMethods(
                        new RpcMethods.Identity("kecs-test", "default", "kecs restart"),
                        (what, failure) -> failures.add(what))
                .answer(ECHO, (text, connection) -> text)
                .answer(REFUSE, (text, connection) -> {
                    throw new RpcException(ErrorCode.CONFLICT, text.text(), "try another");
                })
                .answer(BREAK, (text, connection) -> {
                    throw new IllegalStateException(text.text());
                })
                .answer(UNWRITABLE, (empty, connection) -> new Unwritable())
                .answer(TELL, (empty, connection) -> {
                    connection.onEnd(ended::countDown);
                    try {
                        connection.notify(NEWS, new Text("one"));
                        connection.notify(NEWS, new Text("two"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return Empty.EMPTY;
                })
                .answerLasting(LAST, (text, connection) -> {
                    try {
                        new CountDownLatch(1).await();
                        return text;
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                });
        server = JsonRpcServer.start(socket, methods);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private JsonRpcClient connect() throws Exception {
        return JsonRpcClient.connect(socket, Hello.as("cli"));
    }

    @Test
    void aCallIsAnswered() throws Exception {
        try (JsonRpcClient client = connect()) {
            assertThat(client.welcome().instance()).isEqualTo("default");
            assertThat(client.welcome().pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(client.call(ECHO, new Text("héllo\n")).text()).isEqualTo("héllo\n");
        }
    }

    @Test
    void aSocketThatSomebodyRemovesIsMadeAnewAndLiveConnectionsGoOn() throws Exception {
        try (JsonRpcClient before = JsonRpcClient.connect(socket, Hello.as("test"))) {
            Files.delete(socket.official());
            await().until(() -> Files.exists(socket.official()));
            assertThat(before.call(ECHO, new Text("still here"))).isEqualTo(new Text("still here"));
            try (JsonRpcClient after = JsonRpcClient.connect(socket, Hello.as("test"))) {
                assertThat(after.call(ECHO, new Text("again"))).isEqualTo(new Text("again"));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.official())))
                    .isEqualTo("rw-------");
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aSocketIsLostOnlyWhileItsDirectoryIsThere() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        SocketPath inside = new SocketPath(folder.resolve("b.sock"));
        Files.createFile(inside.official());
        Optional<Object> bound = inside.identity();
        assertThat(inside.isLost(bound)).isFalse();
        Files.move(inside.official(), folder.resolve("moved"));
        assertThat(inside.isLost(bound)).isTrue();
        Files.createFile(inside.official());
        assertThat(inside.isLost(bound)).isTrue();
        Files.delete(inside.official());
        Files.delete(folder.resolve("moved"));
        Files.delete(folder);
        assertThat(inside.isLost(bound)).isFalse();
    }

    @Test
    void hundredsOfCallersAtOnceAreAllAnswered() throws Exception {
        Callable<String> call = () -> {
            try (JsonRpcClient client = connect()) {
                return client.call(ECHO, new Text("all")).text();
            }
        };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : callers.invokeAll(Collections.nCopies(300, call))) {
                assertThat(answer.get()).isEqualTo("all");
            }
        }
    }

    @Test
    void anErrorArrivesWithItsCodeAndHint() throws Exception {
        try (JsonRpcClient client = connect()) {
            RpcException error =
                    catchThrowableOfType(RpcException.class, () -> client.call(REFUSE, new Text("port 80 is taken")));
            assertThat(error.code()).isEqualTo(4);
            assertThat(error).hasMessage("port 80 is taken");
            assertThat(error.hint()).isEqualTo("try another");
            assertThat(client.call(ECHO, new Text("still there")).text()).isEqualTo("still there");
        }
    }

    @Test
    void anUnexpectedFailureIsToldToBothSides() throws Exception {
        try (JsonRpcClient client = connect()) {
            RpcException error = catchThrowableOfType(RpcException.class, () -> client.call(BREAK, new Text("oops")));
            assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(failures).containsExactly("break");
        }
    }

    @Test
    void notificationsAreDeliveredInOrderBeforeTheAnswer() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (JsonRpcClient client = connect()) {
            client.subscribe(NEWS, news -> heard.add(news.text()));
            client.call(TELL, Empty.EMPTY);
            assertThat(heard).containsExactly("one", "two");
        }
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyThreadsShareAConnectionThatOneListensTo() throws Exception {
        try (JsonRpcClient client = connect()) {
            Thread listener = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(client::listen).isInstanceOf(IOException.class));
            List<String> answers = new CopyOnWriteArrayList<>();
            List<Thread> callers = java.util.stream.IntStream.range(0, 20)
                    .mapToObj(i -> Thread.ofVirtual().start(() -> {
                        try {
                            answers.add(client.call(ECHO, new Text("" + i)).text());
                        } catch (IOException | RpcException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(answers).hasSize(20).doesNotHaveDuplicates();
            server.close();
            listener.join(5000);
            assertThat(listener.isAlive()).isFalse();
        }
    }

    @Test
    void manyCallsAtOnceAreAnsweredInTheirOrderThoughTheAnswersFillTheSocket() throws Exception {
        List<Text> long100 = IntStream.range(0, 100)
                .mapToObj(i -> new Text(i + " ".repeat(20_000)))
                .toList();
        try (JsonRpcClient client = connect()) {
            assertThat(client.callAll(ECHO, long100)).isEqualTo(long100);
            List<Text> short1000 =
                    IntStream.range(0, 1000).mapToObj(i -> new Text("" + i)).toList();
            assertThat(client.callAll(ECHO, short1000)).isEqualTo(short1000);
            assertThat(client.callAll(ECHO, List.of())).isEmpty();
        }
    }

    @Test
    void whatIsPostedGetsNoAnswer() throws Exception {
        try (JsonRpcClient client = connect()) {
            client.post(ECHO, new Text("nobody waits"));
            client.post(REFUSE, new Text("x"));
            assertThat(client.call(ECHO, new Text("next")).text()).isEqualTo("next");
        }
    }

    @Test
    void aLastingMethodIsInterruptedWhenItsCallerGoesAndHoldsUpNobody() throws Exception {
        JsonRpcClient client = connect();
        client.post(LAST, new Text("x"));
        assertThat(client.call(ECHO, new Text("meanwhile")).text()).isEqualTo("meanwhile");
        client.close();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anotherProtocolIsRefusedNamingBothVersions() {
        assertThatThrownBy(() -> JsonRpcClient.connect(socket, new Hello(99, "7.0.0", "cli", null)))
                .isInstanceOfSatisfying(RpcException.class, e -> {
                    assertThat(e.code()).isEqualTo(1);
                    assertThat(e.getMessage()).contains("7.0.0", Protocol.RELEASE, "99");
                    assertThat(e.hint()).isEqualTo("kecs restart");
                });
    }

    @Test
    void brokenMessagesGetTheStandardErrors() throws Exception {
        Map<String, Integer> expected = Map.of(
                "{nonsense", -32700,
                "[]", -32600,
                "{\"jsonrpc\":\"2.0\",\"id\":1}", -32600,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"none\"}", -32601,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\",\"params\":{\"text\":{}}}", -32602);
        for (Map.Entry<String, Integer> message : expected.entrySet()) {
            try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                raw.connect(socket.address());
                LineChannel lines = new LineChannel(raw);
                raw.write(ByteBuffer.wrap(Envelope.request(0, "hello", Hello.as("cli"))));
                lines.read();
                raw.write(ByteBuffer.wrap((message.getKey() + "\n").getBytes(StandardCharsets.UTF_8)));
                assertThat(Json.MAPPER.readTree(lines.read()).at("/error/code").asInt())
                        .as(message.getKey())
                        .isEqualTo(message.getValue());
            }
        }
    }

    /// What the server answers, after hello.
    private JsonNode answer(String message) throws IOException {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(socket.address());
            LineChannel lines = new LineChannel(raw);
            raw.write(ByteBuffer.wrap(Envelope.request(0, "hello", Hello.as("cli"))));
            lines.read();
            raw.write(ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8)));
            return Json.MAPPER.readTree(lines.read());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[7]", "{}", "true", "1.5", "1e999"})
    void anIdThatIsNoneIsNotRepeated(String id) throws Exception {
        JsonNode answer = answer("{\"id\": " + id + ", \"method\": \"echo\", \"params\": {\"text\": \"x\"}}");
        assertThat(answer.path("id").isNull()).isTrue();
        assertThat(answer.at("/error/code").asInt()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void halfACharacterIsRefusedSinceItCannotBeRepeated() throws Exception {
        for (String message : List.of(
                "{\"id\": \"\\ud800\", \"method\": \"echo\", \"params\": {\"text\": \"x\"}}",
                "{\"id\": 1, \"method\": \"echo\", \"params\": {\"text\": \"\\udc00\\ud800\"}}",
                "{\"id\": 1, \"method\": \"\\ud800\"}")) {
            assertThat(answer(message).at("/error/code").asInt()).isEqualTo(ErrorCode.PARSE_ERROR);
        }
        assertThat(answer("{\"id\": \"\\ud83d\\ude00\", \"method\": \"echo\", \"params\": {\"text\": \"x\"}}")
                        .path("id")
                        .asString())
                .isEqualTo("\ud83d\ude00");
        assertThat(failures).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAnErrorWithTheCallersId() throws Exception {
        try (JsonRpcClient client = connect()) {
            RpcException error = catchThrowableOfType(RpcException.class, () -> client.call(UNWRITABLE, Empty.EMPTY));
            assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(client.call(ECHO, new Text("still there")).text()).isEqualTo("still there");
        }
        assertThat(failures).containsExactly("writing an answer");
    }

    @Test
    void helloComesFirst() throws Exception {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(socket.address());
            raw.write(ByteBuffer.wrap(Envelope.request(1, "echo", new Text("x"))));
            assertThat(new String(new LineChannel(raw).read(), StandardCharsets.UTF_8))
                    .contains("-32600", "hello");
        }
    }

    @Test
    void theSocketIsItsOwnersAloneAndGoesWithTheServer() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.official())))
                .isEqualTo("rw-------");
        server.close();
        assertThat(socket.official()).doesNotExist();
    }

    @Test
    void aStaleSocketIsTakenOver() throws Exception {
        server.close();
        Files.writeString(socket.official(), "left over");
        start();
        try (JsonRpcClient client = connect()) {
            assertThat(client.call(ECHO, new Text("x")).text()).isEqualTo("x");
        }
    }

    @Test
    void waitingCallersAreToldWhenTheServerGoes() throws Exception {
        try (JsonRpcClient client = connect()) {
            Thread caller = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> client.call(LAST, new Text("x")))
                            .isInstanceOf(IOException.class));
            await().until(() -> caller.getState() != Thread.State.NEW);
            server.close();
            caller.join(5000);
            assertThat(caller.isAlive()).isFalse();
        }
    }
}
