package dev.kecs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.cli.testing.FakeDaemons;
import dev.kecs.cli.testing.Printed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceCommandsTest {

    @TempDir
    Path home;

    @Test
    void startOfARunningInstanceSaysSoAndPrintsTheLineToEvaluate() throws Exception {
        try (FakeDaemons daemons = new FakeDaemons(home).server(8099)) {
            Printed printed = Printed.in(home, "start");

            assertThat(daemons.requests).isEmpty();
            assertThat(printed.exit()).isZero();
            assertThat(printed.out()).isEqualTo("export AWS_ENDPOINT_URL=http://localhost:8099\n");
            assertThat(printed.err()).contains("instance default is already running (pid 17)");
        }
    }

    @Test
    void startWithoutAnImageSaysWhatIsMissing() {
        Printed printed = Printed.in(home, "start");

        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.err()).contains("bin/kecs-server was not found");
    }

    @Test
    void aKubernetesClusterIsOfItsEngineOnly() {
        Printed printed = Printed.in(home, "start", "--context", "staging");

        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err())
                .contains("--kubeconfig and --context are of engine kubernetes, and this instance's engine is process");
    }

    @Test
    void traefikListTellsThePortsOfClusters() throws Exception {
        try (FakeDaemons daemons = new FakeDaemons(home).server(8099)) {
            assertThat(daemons.requests).isEmpty();
            assertThat(Printed.in(home, "traefik", "list").out()).isEqualTo("""
                            CLUSTER      REGION      PORT   STATE       ROUTES
                            production   eu-west-1   8090   listening   http://web.production.localhost:8090/
                            """);
            Printed json = Printed.in(home, "traefik", "list", "-o", "json");
            assertThat(json.json().path(0).path("port").asInt()).isEqualTo(8090);
        }
        assertThat(Printed.in(home, "traefik", "list").exit()).isEqualTo(6);
    }

    @Test
    void statusTellsARunningInstance() throws Exception {
        try (FakeDaemons daemons = new FakeDaemons(home).server(8099)) {
            Printed printed = Printed.in(home, "status", "-o", "json");

            assertThat(daemons.requests).isEmpty();
            assertThat(printed.exit()).isZero();
            assertThat(printed.json().path("state").asString()).isEqualTo("running");
            assertThat(printed.json().path("endpoint").asString()).isEqualTo("http://localhost:8099");
            assertThat(printed.json().path("agent").isNull()).isTrue();
            assertThat(Printed.in(home, "status").out())
                    .contains(
                            "2 RUNNING",
                            "http://localhost:8099",
                            "staging is PROVISIONING: 2/5 waiting for the API server");
        }
    }

    @Test
    void statusOfAStoppedInstanceIsPrintedAndEndsWithSix() {
        Printed printed = Printed.in(home, "status", "-o", "json");

        assertThat(printed.exit()).isEqualTo(6);
        assertThat(printed.json().path("state").asString()).isEqualTo("stopped");
    }

    @Test
    void allInstancesAreListedRunningOrNot() throws Exception {
        Files.createDirectories(home.resolve("instances/old"));
        Files.createDirectories(home.resolve("instances/Not An Instance"));
        try (FakeDaemons daemons = new FakeDaemons(home).server(8099)) {
            var json = Printed.in(home, "instances", "-o", "json").json();

            assertThat(daemons.requests).isEmpty();
            assertThat(json.size()).isEqualTo(2);
            assertThat(json.path(0).path("state").asString()).isEqualTo("running");
            assertThat(json.path(1).path("instance").asString()).isEqualTo("old");
            assertThat(json.path(1).path("state").asString()).isEqualTo("stopped");
        }
    }

    @Test
    void withoutInstancesTheListIsEmpty() {
        assertThat(Printed.in(home, "instances", "-o", "json").json()).isEmpty();
    }

    @Test
    void stopOfAStoppedInstanceIsNoFailure() {
        Printed printed = Printed.in(home, "stop");

        assertThat(printed.exit()).isZero();
        assertThat(printed.err()).contains("instance default is not running");
    }

    @Test
    void destroyNeedsAConfirmationAndDeletesTheDirectory() throws Exception {
        Path directory = Files.createDirectories(home.resolve("instances/old/tasks/a"));
        Files.writeString(directory.resolve("file"), "content");

        Printed refused = Printed.in(home, "destroy", "--instance", "old");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("kecs destroy --instance old --yes");
        assertThat(directory).exists();

        assertThat(Printed.in(home, "destroy", "--instance", "old", "--yes").exit())
                .isZero();
        assertThat(home.resolve("instances/old")).doesNotExist();
    }

    @Test
    void destroyTellsHowToGoOnWhenNoServerStartsToRemoveTheRest() throws Exception {
        Path old = home.resolve("instances/old");
        Files.createDirectories(old.resolve("tasks/a"));
        Files.writeString(old.resolve("server.pid"), "1");

        Printed refused = Printed.in(home, "destroy", "--instance", "old", "--yes");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("rm -r " + old);
        assertThat(old.resolve("tasks/a")).exists();
    }

    @Test
    void whatIsAbsentEndsWithThreeAndWhatDoesNotRunWithSix() {
        assertThat(Printed.in(home, "destroy", "--yes").exit()).isEqualTo(3);
        assertThat(Printed.in(home, "logs", "demo/0123456789").exit()).isEqualTo(6);
        assertThat(Printed.in(home, "restart").exit()).isEqualTo(6);
        assertThat(Printed.in(home, "logs", "demo").exit()).isEqualTo(2);
    }
}
