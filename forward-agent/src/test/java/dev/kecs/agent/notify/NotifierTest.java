package dev.kecs.agent.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.kecs.agent.event.EventRing;
import dev.kecs.agent.testing.HandClock;
import dev.kecs.forwardconfig.agent.Notifications;
import dev.kecs.protocol.event.AgentEvent;
import dev.kecs.protocol.forward.ForwardState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    @TempDir
    Path directory;

    private final EventRing events = new EventRing(1000, InstantSource.fixed(Instant.EPOCH));
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private void becomes(ForwardState state, @Nullable String message) {
        events.add((number, at) -> new AgentEvent.StateChanged(
                number, at, "pf-1", "web", 8081, state, message == null ? null : "r", message));
    }

    private void another(ForwardState state) {
        events.add((number, at) -> new AgentEvent.StateChanged(number, at, "pf-2", "api", 8082, state, "r", "other"));
    }

    private void isLost() {
        becomes(ForwardState.READY, null);
        becomes(ForwardState.WAITING, "no task runs");
    }

    private Path told() {
        return directory.resolve("told");
    }

    /// A program that writes what it was told to a file, a line for each notice.
    private Notifications toProgram(Duration after) throws IOException {
        Path program = directory.resolve("tell");
        Files.writeString(program, """
                #!/bin/sh
                echo "$1|$KECS_EVENT|$KECS_FORWARD_NAME|$KECS_FORWARD_ID|$KECS_FORWARD_PORT|$KECS_FORWARD_MESSAGE" >> "$2"
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Notifications(after, false, List.of(program.toString(), "first", told().toString()), null);
    }

    private static Notifications toProgram(List<String> command) {
        return new Notifications(Duration.ZERO, false, command, null);
    }

    private void awaitTold(String... lines) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Files.readAllLines(told())).containsExactly(lines));
    }

    @Test
    void aProgramIsToldOfALossAndOfItsEnd() throws Exception {
        try (Notifier notifier = Notifier.start(toProgram(Duration.ZERO), events, problems::add)) {
            assertThat(notifier).isNotNull();
            isLost();
            awaitTold("first|lost|web|pf-1|8081|no task runs");
            becomes(ForwardState.READY, null);
            awaitTold("first|lost|web|pf-1|8081|no task runs", "first|recovered|web|pf-1|8081|");
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void aLossThatEndsWithinTheGraceIsNotTold() throws Exception {
        try (HandClock clock = new HandClock();
                Notifier notifier = Notifier.start(toProgram(Duration.ofMinutes(1)), events, problems::add, clock)) {
            assertThat(notifier).isNotNull();
            isLost();
            becomes(ForwardState.READY, null);
            becomes(ForwardState.WAITING, "the second");
            await().until(() -> clock.scheduled() == 2);
            clock.pass(Duration.ofMinutes(1));
            awaitTold("first|lost|web|pf-1|8081|the second");
        }
    }

    @Test
    void aLossIsToldInTimeHoweverOftenItsReasonChanges() throws Exception {
        try (HandClock clock = new HandClock();
                Notifier notifier = Notifier.start(toProgram(Duration.ofSeconds(30)), events, problems::add, clock)) {
            assertThat(notifier).isNotNull();
            isLost();
            await().until(() -> clock.scheduled() == 1);
            clock.pass(Duration.ofSeconds(20));
            becomes(ForwardState.WAITING, "the task refuses connections");
            // Whoever has heard of this has heard of that.
            another(ForwardState.READY);
            another(ForwardState.WAITING);
            await().until(() -> clock.scheduled() == 2);
            clock.pass(Duration.ofSeconds(10));
            awaitTold("first|lost|web|pf-1|8081|no task runs");
        }
    }

    @Test
    void aNoticeThatCannotBeToldIsAProblemAndTheNextOneIsTried() {
        Notifications wanted = new Notifications(Duration.ZERO, false, List.of(), URI.create("mailto:me@example.com"));
        try (Notifier notifier = Notifier.start(wanted, events, problems::add)) {
            assertThat(notifier).isNotNull();
            isLost();
            await().until(() -> problems.size() == 1);
            becomes(ForwardState.READY, null);
            await().until(() -> problems.size() == 2);
            assertThat(problems).allMatch(problem -> problem.startsWith("a notification cannot be told: "));
        }
    }

    @Test
    void aForwardThatWasNeverReadyIsNotLost() throws Exception {
        try (Notifier notifier = Notifier.start(toProgram(Duration.ZERO), events, problems::add)) {
            assertThat(notifier).isNotNull();
            becomes(ForwardState.WAITING, "it begins");
            becomes(ForwardState.READY, null);
            becomes(ForwardState.WAITING, "now it is");
            awaitTold("first|lost|web|pf-1|8081|now it is");
        }
    }

    @Test
    void aProgramThatIsAbsentOrFailsIsAProblem() {
        try (Notifier notifier = Notifier.start(toProgram(List.of(directory + "/absent")), events, problems::add)) {
            assertThat(notifier).isNotNull();
            isLost();
            await().untilAsserted(() -> assertThat(problems)
                    .singleElement()
                    .asString()
                    .contains("absent")
                    .contains("No such file"));
        }
        problems.clear();
        try (Notifier notifier = Notifier.start(toProgram(List.of("false")), events, problems::add)) {
            assertThat(notifier).isNotNull();
            await().untilAsserted(() -> assertThat(problems).contains("the notification's false exited with 1"));
        }
    }

    @Test
    void aProgramThatNeverEndsHindersNobodyAndIsEndedWithTheAgent() throws Exception {
        Path pid = directory.resolve("pid");
        Notifications wanted = toProgram(List.of("sh", "-c", "echo $$ > " + pid + "; exec sleep 1000"));
        try (Notifier notifier = Notifier.start(wanted, events, problems::add)) {
            assertThat(notifier).isNotNull();
            isLost();
            await().until(() -> Files.exists(pid) && !Files.readString(pid).isBlank());
            for (int i = 0; i < 500; i++) {
                isLost();
            }
            assertThat(events.all()).hasSize(1000);
        }
        long program = Long.parseLong(Files.readString(pid).strip());
        await().until(() -> ProcessHandle.of(program).isEmpty());
    }

    @Test
    void aWebhookGetsJson() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                bodies.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
                exchange.sendResponseHeaders(bodies.size() == 1 ? 204 : 500, -1);
            }
        });
        receiver.start();
        URI webhook = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        Notifications wanted = new Notifications(Duration.ZERO, false, List.of(), webhook);
        try (Notifier notifier = Notifier.start(wanted, events, problems::add)) {
            assertThat(notifier).isNotNull();
            isLost();
            await().untilAsserted(() -> assertThat(bodies)
                    .containsExactly("POST application/json {\"event\":\"lost\",\"id\":\"pf-1\",\"forward\":\"web\","
                            + "\"localPort\":8081,\"message\":\"no task runs\",\"at\":\"1970-01-01T00:00:00Z\"}"));
            assertThat(problems).isEmpty();
            becomes(ForwardState.READY, null);
            await().untilAsserted(
                            () -> assertThat(problems).containsExactly("the webhook " + webhook + " answered 500"));
        } finally {
            receiver.stop(0);
        }
    }
}
