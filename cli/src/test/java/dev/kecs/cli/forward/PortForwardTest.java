package dev.kecs.cli.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.FakeDaemons;
import dev.kecs.cli.testing.Forwards;
import dev.kecs.cli.testing.Printed;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.OnConflict;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.forward.Restore;
import dev.kecs.protocol.rpc.RpcException;
import dev.kecs.protocol.target.Target;
import dev.kecs.protocol.target.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortForwardTest {

    @TempDir
    Path home;

    private FakeDaemons daemons;

    @BeforeEach
    void makeDaemons() throws IOException {
        daemons = new FakeDaemons(home);
    }

    @AfterEach
    void endDaemons() throws IOException {
        daemons.close();
    }

    @Test
    void aForwardThatIsReadyIsOneLine() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed =
                Printed.in(home, "port-forward", "start", "service", "production/webapp", "--local-port", "8081");

        assertThat(printed.err()).isEmpty();
        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).isEqualTo("webapp ready  127.0.0.1:8081 → production/webapp:80 (2 tasks)\n");
    }

    @Test
    void whatWasAskedForReachesTheAgent() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed.in(
                home,
                "pf",
                "start",
                "service",
                "production/webapp",
                "--local-port",
                "0",
                "--target-port",
                "80",
                "--name",
                "web",
                "--address",
                "127.0.0.1",
                "--address",
                "127.0.0.2");

        ForwardRequest request = daemons.requests.getFirst();
        assertThat(request.target()).isEqualTo(new Target.OfService("production", "webapp"));
        assertThat(request.ports()).containsExactly(new PortPair(0, 80, null));
        assertThat(request.name()).isEqualTo("web");
        assertThat(request.addresses()).containsExactly("127.0.0.1", "127.0.0.2");
        assertThat(request.options().autoReconnect()).isTrue();
    }

    @Test
    void everyOptionReachesTheAgent() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed = Printed.in(
                home,
                ("pf start task development --tags Environment=dev,Component=worker --all --port 0:9229 --port 5353:53/udp"
                                + " --on-conflict next --no-auto-reconnect --hold 0 --max-connections 5 --idle-timeout 2m"
                                + " --restore if-target-exists --no-wait")
                        .split(" "));

        assertThat(printed.err()).isEmpty();
        ForwardRequest request = daemons.requests.getFirst();
        assertThat(request.target())
                .isEqualTo(new Target.OfTags("development", Map.of("Environment", "dev", "Component", "worker"), true));
        assertThat(request.ports())
                .containsExactly(PortPair.of(0, 9229), PortPair.of(5353, 53).over(Transport.UDP));
        assertThat(request.options())
                .isEqualTo(new ForwardOptions(false, 0, 1000, 5, 120_000, OnConflict.NEXT, Restore.IF_TARGET_EXISTS));
    }

    @Test
    void aTaskIsNamedByIdOrArn() throws IOException {
        daemons.agent(() -> Forwards.READY);
        String arn = "arn:aws:ecs:us-east-1:000000000000:task/development/0f9de17a";

        Printed.in(home, "pf", "start", "task", "development/0f9de17a");
        Printed.in(home, "pf", "start", "task", arn);

        assertThat(daemons.requests)
                .extracting(ForwardRequest::target)
                .containsExactly(new Target.OfTask("development", "0f9de17a"), new Target.OfTask("development", arn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service webapp",
                "task development",
                "task development --all",
                "task development --tags Environment",
                "task development --tags a=1,a=2",
                "service production/webapp --port 8081",
                "service production/webapp --port 8081:80 --local-port 1",
                "service production/webapp --port 70000:80",
                "service production/webapp --address localhost",
                "service production/webapp --address ::1 --address 0:0:0:0:0:0:0:1",
                "service production/webapp --on-conflict perhaps",
                "service production/webapp --wait --no-wait"
            })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsAsked(String arguments) throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed = Printed.in(home, ("pf start " + arguments).split(" "));

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).contains("--help");
        assertThat(daemons.requests).isEmpty();
    }

    @Test
    void aTimeoutEndsWithFiveAndSaysThatTheForwardStays() throws IOException {
        daemons.agent(() -> {
            throw new RpcException(5, "webapp was not ready after 30 s", "kecs status");
        });

        Printed printed = Printed.in(home, "pf", "start", "service", "production/webapp");

        assertThat(printed.exit()).isEqualTo(5);
        assertThat(printed.err())
                .contains("webapp was not ready after 30 s", "The forward webapp stays", "kecs status");
    }

    @Test
    void withoutWaitingTheForwardIsToldAsItIs() throws IOException {
        daemons.agent(() -> {
            throw new RpcException(1, "nobody should wait");
        });

        Printed printed = Printed.in(home, "pf", "start", "service", "production/webapp", "--no-wait");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).startsWith("webapp waiting  127.0.0.1:8081").contains("no task of webapp is running");
    }

    @Test
    void theListIsATableForPeopleAndAnArrayForPrograms() throws IOException {
        daemons.agent(() -> Forwards.READY);

        assertThat(Printed.in(home, "pf", "list").out()).isEqualTo("""
                        NAME     STATE   LOCAL            TARGET                 TASKS   CONNECTIONS
                        webapp   Ready   127.0.0.1:8081   production/webapp:80   2       1
                        """);
        assertThat(Printed.in(home, "pf", "list", "-o", "wide").out()).contains("RECONNECTS", "pf-01234567", "2000");
        var json = Printed.in(home, "pf", "list", "-o", "json").json();
        assertThat(json.isArray()).isTrue();
        assertThat(json.path(0).propertyNames())
                .contains(
                        "id",
                        "name",
                        "type",
                        "cluster",
                        "service",
                        "address",
                        "localPort",
                        "targetPort",
                        "state",
                        "since",
                        "endpoints",
                        "connections",
                        "bytesIn",
                        "bytesOut",
                        "reconnects");
        assertThat(Printed.in(home, "pf", "list", "-o", "yaml").out()).contains("name: \"webapp\"");
    }

    @Test
    void withoutAnAgentTheListIsEmptyAndNoFailure() {
        Printed printed = Printed.in(home, "pf", "list", "-o", "json");

        assertThat(printed.exit()).isZero();
        assertThat(printed.json()).isEmpty();
    }

    @Test
    void stoppingSaysWhatWasStopped() throws IOException {
        daemons.agent(() -> Forwards.READY);

        assertThat(Printed.in(home, "pf", "stop", "webapp").out()).isEqualTo("webapp stopped\n");
        assertThat(Printed.in(home, "pf", "stop", "--all").exit()).isZero();
    }

    @Test
    void stoppingAnUnknownForwardEndsWithThreeAndTheAgentsHint() throws IOException {
        daemons.agent(() -> Forwards.READY);

        Printed printed = Printed.in(home, "pf", "stop", "unknown");

        assertThat(printed.exit()).isEqualTo(3);
        assertThat(printed.err()).isEqualTo("""
                        kecs port-forward stop: there is no forward unknown
                          kecs port-forward list
                        """);
    }

    @Test
    void commandLinesThatMakeNoSenseEndWithTwo() {
        for (String[] line : new String[][] {
            {"pf", "stop"},
            {"pf", "stop", "webapp", "--all"},
            {"pf", "start", "service"},
            {"pf", "start", "service", "webapp"},
            {"pf", "start", "service", "production/"},
            {"pf", "start", "service", "production/webapp", "--local-port", "70000"},
            {"pf", "start", "service", "production/webapp", "--target-port", "0"},
            {"pf", "start", "service", "production/webapp", "--timeout", "soon"},
            {"pf", "start", "service", "production/webapp", "--wait", "--no-wait"},
            {"pf", "list", "--instance", "Not A Name"},
            {"pf"},
            {"pf", "start"}
        }) {
            Printed printed = Printed.in(home, line);
            assertThat(printed.exit()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(printed.out()).as(String.join(" ", line)).isEmpty();
        }
    }

    @Test
    void anInstanceThatDoesNotRunEndsWithSix() {
        Printed printed = Printed.in(home, "pf", "start", "service", "production/webapp");

        assertThat(printed.exit()).isEqualTo(6);
        assertThat(printed.err()).contains("instance default is not running", "kecs start");
    }
}
