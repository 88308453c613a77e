package dev.kecs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.ecs.engine.EngineException;
import dev.kecs.ecs.engine.TaskCommand;
import dev.kecs.ecs.name.TaskArn;
import dev.kecs.session.message.AgentMessage;
import dev.kecs.session.message.MessageType;
import dev.kecs.session.message.PayloadKind;
import dev.kecs.testkit.sample.Samples;
import dev.kecs.testkit.time.StandingClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionServerTest {
    private static final TaskArn TASK = Samples.task(1).arn();
    private static final int POLICY = 1008;
    private static final int NORMAL = 1000;

    private final StandingClock clock = new StandingClock(Samples.START);
    private final BlockingQueue<Cat> started = new LinkedBlockingQueue<>();
    private final SessionServer server = new SessionServer(
            new SessionServer.Settings("127.0.0.1", host -> host.startsWith("127.0.0.1:")), this::execute, clock);
    private final HttpClient http = HttpClient.newHttpClient();

    private TaskCommand execute(TaskCommand.Request request, TaskCommand.Output output) {
        if (request.container().equals("gone")) {
            throw new EngineException("The container 'gone' does not run");
        }
        Cat cat = new Cat(request, output);
        started.add(cat);
        return cat;
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        server.close();
    }

    /// A client with whom the command has been started.
    private PluginClient begun() throws Exception {
        OpenedSession session = open();
        PluginClient client = PluginClient.connect(http, session.url());
        client.shakeHands(session.token());
        return client;
    }

    /// What the command says before it reads has come.
    private PluginClient begunAndHeard() throws Exception {
        PluginClient client = begun();
        for (int number = 0; number < 3; number++) {
            client.next(PayloadKind.BYTES);
        }
        return client;
    }

    private OpenedSession open() throws IOException {
        return server.open(TASK, "web", List.of("cat", "-"), "127.0.0.1");
    }

    @Test
    void aSessionIsACommandWithTheClientsTerminal() throws Exception {
        OpenedSession session = open();
        try (PluginClient client = PluginClient.connect(http, session.url())) {
            client.shakeHands(session.token());
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("cat|-\n");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("120x40\n");
            client.input(PayloadKind.BYTES, "hello");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("120x40\n");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("hello");
            client.input(PayloadKind.SIZE, "{\"cols\":80,\"rows\":25}");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("80x25\n");
            client.input(PayloadKind.BYTES, "\4");
            AgentMessage end = client.end();
            assertThat(end.text()).contains(session.id(), "\"Output\":\"\"");
            assertThat(client.closing()).isEqualTo(NORMAL);
        }
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgain() throws Exception {
        OpenedSession session = open();
        try (PluginClient client = PluginClient.connect(http, session.url())) {
            client.token(session.token());
            AgentMessage first = client.next();
            AgentMessage again = client.next();
            assertThat(again).isEqualTo(first);
            client.acknowledge(first);
            assertThat(first.sequence()).isZero();
        }
    }

    @Test
    void inputThatComesTwiceIsTakenOnceAndAcknowledgedTwice() throws Exception {
        try (PluginClient client = begun()) {
            AgentMessage twice = client.input(PayloadKind.BYTES, "once");
            client.send(twice);
            client.input(PayloadKind.BYTES, "last");
            int acknowledged = 0;
            StringBuilder output = new StringBuilder();
            while (!output.toString().endsWith("last")) {
                AgentMessage message = client.next();
                if (message.type().equals(MessageType.OUTPUT)) {
                    client.acknowledge(message);
                    if (client.isNew(message)) {
                        output.append(message.text());
                    }
                } else if (message.text().contains("\"AcknowledgedMessageSequenceNumber\":" + twice.sequence())) {
                    acknowledged++;
                }
            }
            assertThat(output.toString()).endsWith("40\noncelast");
            assertThat(acknowledged).isEqualTo(2);
        }
    }

    @Test
    void muchOutputArrivesWholeHoweverLateItIsRead() throws Exception {
        try (PluginClient client = begun()) {
            for (int i = 0; i < 300; i++) {
                client.input(PayloadKind.BYTES, "x".repeat(1000));
            }
            StringBuilder output = new StringBuilder();
            while (output.length() < 300_000) {
                AgentMessage message = client.next();
                if (message.type().equals(MessageType.OUTPUT)) {
                    client.acknowledge(message);
                    if (client.isNew(message)) {
                        output.append(message.text());
                    }
                }
            }
            assertThat(output.toString()).endsWith("x".repeat(300_000));
        }
    }

    @Test
    void noCommandIsStartedForAClientThatHasGone() throws Exception {
        OpenedSession session = open();
        try (PluginClient client = PluginClient.connect(http, session.url())) {
            client.token(session.token());
            client.next(PayloadKind.HANDSHAKE_REQUEST);
            client.input(PayloadKind.HANDSHAKE_RESPONSE, "{}");
            client.next(PayloadKind.HANDSHAKE_COMPLETE);
        }
        // It would be started a second after the handshake, without a size.
        assertThat(started.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void inputThatOvertakesOtherInputIsTakenInOrder() throws Exception {
        try (PluginClient client = begunAndHeard()) {
            AgentMessage first = client.made(PayloadKind.BYTES, "first");
            AgentMessage second = client.made(PayloadKind.BYTES, "second");
            client.send(second);
            client.send(first);
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("first");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("second");
        }
    }

    @Test
    void twoMessagesOfOneNumberAreTakenAndWhatFollowsToo() throws Exception {
        try (PluginClient client = begunAndHeard()) {
            AgentMessage key = client.made(PayloadKind.BYTES, "key");
            client.forgetToCount();
            AgentMessage signal = client.made(PayloadKind.BYTES, "signal");
            client.send(key);
            client.send(signal);
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("key");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("signal");
            client.send(signal);
            client.input(PayloadKind.BYTES, "counted once");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("counted once");
            AgentMessage another = client.made(PayloadKind.BYTES, "another key");
            client.forgetToCount();
            AgentMessage last = client.made(PayloadKind.BYTES, "another signal");
            client.made(PayloadKind.BYTES, "a number that never comes");
            client.send(another);
            client.send(last);
            client.input(PayloadKind.BYTES, "counted twice");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("another key");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("another signal");
            assertThat(client.next(PayloadKind.BYTES).text()).isEqualTo("counted twice");
        }
    }

    @Test
    void aCommandThatReadsLateGetsAll() throws Exception {
        try (PluginClient client = begun()) {
            client.next(PayloadKind.BYTES);
            Cat cat = command();
            cat.hold();
            for (int i = 0; i < 3000; i++) {
                client.input(PayloadKind.BYTES, "%04d".formatted(i));
            }
            cat.letGo();
            StringBuilder output = new StringBuilder();
            while (!output.toString().endsWith("2999")) {
                output.append(client.next(PayloadKind.BYTES).text());
            }
            assertThat(output.substring(output.indexOf("0000"))).hasSize(12_000);
        }
    }

    @Test
    void aCommandEndsWithItsClient() throws Exception {
        try (PluginClient client = begun()) {
            client.next(PayloadKind.BYTES);
        }
        Cat cat = command();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(cat::closed);
    }

    @Test
    void aCommandEndsWithTheServerAndItsClientIsTold() throws Exception {
        try (PluginClient client = begun()) {
            client.next(PayloadKind.BYTES);
            Thread closing = Thread.ofVirtual().start(server::close);
            assertThat(client.end().text()).contains("the server is being stopped");
            assertThat(client.closing()).isEqualTo(NORMAL);
            assertThat(command().closed()).isTrue();
            closing.join();
        }
    }

    private Cat command() throws InterruptedException {
        Cat cat = started.poll(20, TimeUnit.SECONDS);
        if (cat == null) {
            throw new AssertionError("no command was started");
        }
        return cat;
    }

    @Test
    void aClientMayEndTheSession() throws Exception {
        try (PluginClient client = begun()) {
            client.next(PayloadKind.BYTES);
            client.input(PayloadKind.FLAG, "\0\0\0\2");
            Cat cat = command();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(cat::closed);
        }
    }

    @Test
    void whyACommandCannotBeStartedIsTold() throws Exception {
        OpenedSession session = server.open(TASK, "gone", List.of("sh"), "127.0.0.1");
        try (PluginClient client = PluginClient.connect(http, session.url())) {
            client.shakeHands(session.token());
            assertThat(client.end().text()).contains("The container 'gone' does not run");
        }
    }

    @Test
    void aTokenIsGoodOnce() throws Exception {
        OpenedSession session = open();
        try (PluginClient client = PluginClient.connect(http, session.url());
                PluginClient second = PluginClient.connect(http, session.url())) {
            client.token(session.token());
            client.next(PayloadKind.HANDSHAKE_REQUEST);
            second.token(session.token());
            assertThat(second.closing()).isEqualTo(POLICY);
            assertThat(refusal(session.url())).isEqualTo(404);
        }
    }

    @Test
    void aTokenIsGoodForAMinute() throws Exception {
        OpenedSession session = open();
        try (PluginClient client = PluginClient.connect(http, session.url())) {
            clock.advance(Duration.ofSeconds(61));
            client.token(session.token());
            assertThat(client.closing()).isEqualTo(POLICY);
        }
        assertThat(refusal(session.url())).isEqualTo(404);
    }

    @Test
    void whoHasNoTokenGetsNothing() throws Exception {
        OpenedSession session = open();
        try (PluginClient wrong = PluginClient.connect(http, session.url());
                PluginClient early = PluginClient.connect(http, session.url())) {
            wrong.token("wrong");
            assertThat(wrong.closing()).isEqualTo(POLICY);
            early.input(PayloadKind.BYTES, "hello");
            assertThat(early.closing()).isEqualTo(POLICY);
        }
        try (PluginClient right = PluginClient.connect(http, session.url())) {
            right.token(session.token());
            right.next(PayloadKind.HANDSHAKE_REQUEST);
        }
        assertThat(refusal(session.url().replace(session.id(), "other"))).isEqualTo(404);
    }

    @Test
    void pagesInBrowsersAndOtherHostsAreRefused() throws Exception {
        OpenedSession session = open();
        assertThatThrownBy(() -> PluginClient.connect(http, session.url(), "Origin", "http://localhost"))
                .satisfies(failure -> assertThat(status(failure)).isEqualTo(403));
        assertThat(refusal(session.url().replace("127.0.0.1", "localhost"))).isEqualTo(403);
    }

    private int refusal(String url) {
        try {
            PluginClient.connect(http, url).close();
            throw new AssertionError("let in at " + url);
        } catch (CompletionException refused) {
            return status(refused);
        }
    }

    private static int status(Throwable failure) {
        return failure.getCause() instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }
}
