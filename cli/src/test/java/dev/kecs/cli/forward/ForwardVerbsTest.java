package dev.kecs.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.FakeDaemons;
import dev.kecs.cli.testing.Forwards;
import dev.kecs.cli.testing.Printed;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs that look at forwards or do one thing with them.
class ForwardVerbsTest {

    @TempDir
    Path home;

    private FakeDaemons daemons;

    @BeforeEach
    void makeDaemons() throws IOException {
        daemons = new FakeDaemons(home).agent(() -> Forwards.READY);
    }

    @AfterEach
    void endDaemons() throws IOException {
        daemons.close();
    }

    private Printed pf(String arguments) {
        return Printed.in(home, ("port-forward " + arguments).split(" "));
    }

    @Test
    void forwardsArePausedAndResumed() {
        assertThat(pf("pause webapp").out()).isEqualTo("webapp paused\n");
        assertThat(pf("resume --all").out()).isEqualTo("webapp resumed\n");
        assertThat(pf("pause").exit()).isEqualTo(2);
        assertThat(pf("resume webapp --all").exit()).isEqualTo(2);
    }

    @Test
    void aForwardIsWaitedFor() {
        assertThat(pf("wait webapp --for ready --timeout 1s").out()).startsWith("webapp ready  127.0.0.1:8081");
        assertThat(pf("wait webapp --for green").exit()).isEqualTo(2);
    }

    @Test
    void aWaitThatIsOverTooLateEndsWithFive() throws IOException {
        daemons.close();
        daemons = new FakeDaemons(home).agent(() -> {
            throw new RpcException(5, "forward 'webapp' is Waiting", "");
        });
        assertThat(pf("wait webapp --timeout 1ms").exit()).isEqualTo(5);
    }

    @Test
    void whereForwardsListenIsPrintedForShellsAndFiles() {
        assertThat(pf("env").out()).isEqualTo("""
                export WEBAPP_URL='http://127.0.0.1:8081'
                export WEBAPP_HOST='127.0.0.1'
                export WEBAPP_PORT='8081'
                """);
        assertThat(pf("env --format dotenv").out()).contains("WEBAPP_URL=http://127.0.0.1:8081\n");
        assertThat(pf("env --format json").json().path("WEBAPP_PORT").asString())
                .isEqualTo("8081");
    }

    @Test
    void theListIsNarrowedByStateAndCluster() {
        assertThat(pf("list -o json --state ready --cluster production").json()).hasSize(1);
        assertThat(pf("list -o json --state waiting").json()).isEmpty();
        assertThat(pf("list -o json --cluster other").json()).isEmpty();
        assertThat(pf("list --state green").exit()).isEqualTo(2);
    }

    @Test
    void aLogIsReadWithTheFileBeforeItAndFromAMomentOn() throws IOException {
        Path log = InstancePaths.of(home, InstanceName.DEFAULT).forwards().log("webapp");
        Instant now = Instant.now();
        Files.writeString(log.resolveSibling("webapp.log.1"), now.minus(Duration.ofHours(2)) + " older\n");
        Files.writeString(log, now.minus(Duration.ofHours(1)) + " old\n" + now + " new\n  with a second line\n");
        assertThat(pf("logs webapp").out().lines()).hasSize(4);
        assertThat(pf("logs webapp --since 10m").out()).isEqualTo(now + " new\n  with a second line\n");
        assertThat(pf("logs nobody").exit()).isEqualTo(3);
        assertThat(pf("logs ../agent").exit()).isEqualTo(2);
    }

    @Test
    void whatHappenedIsPrintedAndFollowed() {
        String lines = """
                2026-01-01T00:00:00Z  webapp  started
                2026-01-01T00:00:01Z  webapp  Waiting at port 8081: no task of webapp is running
                2026-01-01T00:00:02Z  webapp  a connection was reset
                """;
        assertThat(pf("events").out()).isEqualTo(lines);
        assertThat(pf("events -f").out()).isEqualTo(lines);
        assertThat(pf("events webapp -o json").json()).hasSize(3);
        assertThat(pf("events -f -o json").out().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void aForwardIsDescribedWithItsEndpointsAndLastEvents() {
        assertThat(pf("describe webapp").out())
                .startsWith("webapp ready  127.0.0.1:8081 → production/webapp:80 (2 tasks)\n")
                .contains("  endpoint     127.20.0.3:80  task aaaa  ready\n")
                .contains("  connections  1 active, 3 held, 20 in all, 4 reset, 5 failed\n")
                .contains("  client       127.0.0.1:40312 → 8081 → 127.20.0.3:80  joined for 61 s, 10 in, 20 out\n")
                .endsWith("  event        2026-01-01T00:00:02Z  a connection was reset\n");
        assertThat(pf("describe webapp -o json").json().path("events")).hasSize(3);
        assertThat(pf("describe").exit()).isEqualTo(2);
    }

    @Test
    void withoutAnAgentTheVerbsSayThatNothingRuns() throws IOException {
        daemons.close();
        assertThat(pf("pause --all").exit()).isEqualTo(6);
        assertThat(pf("env").exit()).isEqualTo(6);
        assertThat(pf("restart-agent").exit()).isEqualTo(6);
    }
}
