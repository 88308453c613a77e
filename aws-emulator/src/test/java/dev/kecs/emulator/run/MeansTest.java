package dev.kecs.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kecs.emulator.EmulatorEndpoint;
import dev.kecs.emulator.EmulatorException;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.emulator.testing.FakePrograms;
import dev.kecs.hostports.AddressLeases;
import dev.kecs.hostports.LeaseDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Emulators as processes and containers, with programs that stand for `moto_server` and `docker`.
class MeansTest {
    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> steps = new ArrayList<>();
    private FakePrograms programs;

    @BeforeEach
    void install() throws IOException {
        programs = FakePrograms.in(home);
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        AwsEmulator.endLeftover(host(programs.environment()));
        client.close();
    }

    private Host host(Map<String, String> environment) {
        return new Host(
                "default",
                "012345678901",
                new EmulatorFiles(home.resolve("instances/default/aws-emulator")),
                new AddressLeases(new LeaseDirectory(home.resolve("leases")), new Random()),
                environment);
    }

    private Host host() {
        return host(programs.environment());
    }

    private Means moto() {
        return new SoleMeans(new ProcessMeans(host()), EmulatorKind.MOTO, host());
    }

    private Means localstack(EmulatorSettings.Container settings) {
        return new SoleMeans(new ContainerMeans(host(), settings), EmulatorKind.LOCALSTACK, host());
    }

    private Means.Running start(Means means) throws Exception {
        return means.findOrStart(steps::add);
    }

    private void awaitAnswer(Means.Running running) {
        await().until(() -> new Health(client).answers(running.endpoint(), running.healthPath()));
    }

    private ProcessHandle process() throws IOException {
        await().until(() -> Files.exists(host().files().process()));
        String pid = Files.readString(host().files().process()).split(" ", -1)[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @Test
    void motoAnswersForTheInstancesAccountAndIsFoundAgain() throws Exception {
        programs.moto();
        Means.Running first = start(moto());
        awaitAnswer(first);
        assertThat(client.send(
                                HttpRequest.newBuilder(
                                                URI.create(first.endpoint().url() + "/"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("012345678901");
        assertThat(first.endpoint().host()).isEqualTo("127.0.0.1");
        ProcessHandle process = process();
        first.leave();
        Means.Running second = start(moto());
        assertThat(second.endpoint()).isEqualTo(first.endpoint());
        assertThat(process()).isEqualTo(process);
        assertThat(Files.readString(host().files().log())).contains("listening on ");
        moto().end();
        assertThat(process.isAlive()).isFalse();
        assertThat(second.hasEnded()).isTrue();
        assertThat(host().files().recorded()).isEmpty();
    }

    @Test
    void anotherProgramWithTheRecordedPidIsNoMotoAndLivesOn() throws Exception {
        programs.moto();
        host().files().record(EmulatorKind.MOTO);
        Files.writeString(host().files().process(), ProcessHandle.current().pid() + " 4566\n");
        Means.Running started = start(moto());
        awaitAnswer(started);
        assertThat(process().pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void anEndedMotoIsReplacedAndItsPortGivenBack() throws Exception {
        programs.moto();
        Means.Running first = start(moto());
        awaitAnswer(first);
        process().destroyForcibly();
        first.awaitEnd();
        awaitAnswer(start(moto()));
        try (var leases = Files.list(home.resolve("leases"))) {
            assertThat(leases.filter(each -> each.getFileName().toString().startsWith("127.0.0.1_")))
                    .hasSize(1);
        }
    }

    @Test
    void withoutTheProgramTheMessageSaysHowToGetIt() {
        assertThatThrownBy(() -> new ProcessMeans(host(Map.of("PATH", home.toString()))).findOrStart(steps::add))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("moto_server is not on the PATH; install it");
        assertThatThrownBy(() -> new ContainerMeans(
                                host(Map.of("PATH", home.toString())), EmulatorSettings.Container.DEFAULT)
                        .findOrStart(steps::add))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("docker is not on the PATH");
    }

    private String commandThatBegins(String word) throws IOException {
        return programs.dockerCommands().stream()
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void localStackIsPulledOnceAndRunOnLoopbackWithoutAVolume() throws Exception {
        programs.docker(4711);
        Means.Running running = start(localstack(EmulatorSettings.Container.DEFAULT));
        assertThat(running.endpoint()).isEqualTo(new EmulatorEndpoint(URI.create("http://127.0.0.1:4711")));
        assertThat(running.healthPath()).isEqualTo("/_localstack/health");
        assertThat(commandThatBegins("pull")).isEqualTo("pull --quiet localstack/localstack:4.14.0");
        assertThat(commandThatBegins("run"))
                .matches("run --detach --name kecs-default-aws-emulator-[0-9a-f]{8} --label dev.kecs.instance="
                        + home.resolve("instances/default")
                        + " --label dev.kecs.aws-emulator=localstack/localstack:4.14.0 persist=false services="
                        + " --publish 127.0.0.1::4566 --env SQS_ENDPOINT_STRATEGY=dynamic"
                        + " localstack/localstack:4.14.0");
        assertThat(steps)
                .startsWith("asking Docker", "pulling image localstack/localstack:4.14.0")
                .hasSize(3);
        await().until(() -> Files.readString(host().files().log()).contains("said by the container"));
        running.leave();
        start(localstack(EmulatorSettings.Container.DEFAULT)).leave();
        assertThat(programs.dockerCommands().stream().filter(line -> line.startsWith("run ")))
                .hasSize(1);
        localstack(EmulatorSettings.Container.DEFAULT).end();
        assertThat(programs.dockerCommands())
                .endsWith(commandThatBegins("stop"), commandThatBegins("rm"))
                .anyMatch(line -> line.startsWith("rm --force --volumes kecs-default-aws-emulator-"));
        await().until(running::hasEnded);
    }

    @Test
    void aContainerThatWasStartedOtherwiseIsReplaced() throws Exception {
        programs.docker(4711);
        start(localstack(EmulatorSettings.Container.DEFAULT)).leave();
        start(localstack(new EmulatorSettings.Container("localstack/localstack:4.13.0", true, List.of("s3", "sqs"))))
                .leave();
        List<String> commands = programs.dockerCommands();
        int removed = commands.indexOf(commandThatBegins("rm"));
        assertThat(commands.subList(removed, commands.size()))
                .anyMatch(line -> line.matches("run .* --env SERVICES=s3,sqs --volume"
                        + " kecs-default-aws-emulator-[0-9a-f]{8}:/var/lib/localstack --env PERSISTENCE=1"
                        + " localstack/localstack:4.13.0"));
    }

    @Test
    void aVolumeOutlivesItsContainerAndGoesWithTheInstance() throws Exception {
        programs.docker(4711);
        EmulatorSettings.Container persistent =
                new EmulatorSettings.Container(EmulatorSettings.DEFAULT_IMAGE, true, List.of());
        start(localstack(persistent)).leave();
        localstack(persistent).end();
        assertThat(programs.dockerCommands()).noneMatch(line -> line.startsWith("volume "));
        AwsEmulator.destroyLeftover(host());
        assertThat(programs.dockerCommands())
                .last()
                .asString()
                .matches("volume rm --force kecs-default-aws-emulator-[0-9a-f]{8}");
        int asked = programs.dockerCommands().size();
        AwsEmulator.destroyLeftover(host());
        assertThat(programs.dockerCommands()).hasSize(asked);
    }

    @Test
    void aContainerThatIsRunningGoesBeforeItsVolume() throws Exception {
        programs.docker(4711);
        EmulatorSettings.Container persistent =
                new EmulatorSettings.Container(EmulatorSettings.DEFAULT_IMAGE, true, List.of());
        start(localstack(persistent)).leave();
        localstack(persistent).destroy();
        List<String> commands = programs.dockerCommands();
        assertThat(commands.subList(commands.indexOf(commandThatBegins("rm")), commands.size()))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("volume rm");
    }

    @Test
    void aPullThatFailsIsToldWithItsCommandAndOutput() throws Exception {
        programs.docker(4711);
        Files.createFile(programs.directory().resolve("refuse"));
        assertThatThrownBy(() -> start(localstack(EmulatorSettings.Container.DEFAULT)))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("docker pull --quiet localstack/localstack:4.14.0 ended with 1: no such host");
    }

    @Test
    void whatAnotherKindHasLeftIsEndedFirst() throws Exception {
        programs.moto();
        programs.docker(4711);
        awaitAnswer(start(moto()));
        ProcessHandle process = process();
        start(localstack(EmulatorSettings.Container.DEFAULT)).leave();
        assertThat(process.isAlive()).isFalse();
        assertThat(host().files().recorded()).contains(EmulatorKind.LOCALSTACK);
    }
}
