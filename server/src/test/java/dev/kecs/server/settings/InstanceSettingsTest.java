package dev.kecs.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.emulator.EmulatorKind;
import dev.kecs.emulator.EmulatorSettings;
import dev.kecs.engine.kubernetes.reach.ReachWish;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.ImageRule.Bind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSettingsTest {
    @TempDir
    Path directory;

    private InstanceSettings read(String text) throws IOException, InvalidConfigException {
        return InstanceSettings.read(Files.writeString(directory.resolve("kecs.yaml"), text));
    }

    private void assertRefused(String text, String... mistakes) {
        String file = directory.resolve("kecs.yaml").toString();
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidConfigException.class)
                .message()
                .satisfies(message -> assertThat(message.lines().map(line -> line.replace(file, "kecs.yaml")))
                        .containsExactly(mistakes));
    }

    @Test
    void withoutAFileTheDefaultsHold() throws Exception {
        assertThat(InstanceSettings.read(directory.resolve("kecs.yaml"))).isEqualTo(InstanceSettings.DEFAULT);
    }

    @Test
    void anImageBecomesACommand() throws Exception {
        Files.createDirectory(directory.resolve("notes"));
        InstanceSettings settings = read("""
                accountId: 012345678901
                allowedHosts: [KECS.example.test]
                images:
                  "registry.example.test/notes:*":
                    command: [python3, notes.py]
                    directory: notes
                    environment: {NOTES_FILE: /tmp/notes, RETRIES: 3}
                    bind: any
                  other:
                    command: [sleep, "60"]
                """);
        assertThat(settings.account()).isEqualTo("012345678901");
        assertThat(settings.allowedHosts()).containsExactly("kecs.example.test");
        assertThat(settings.images())
                .containsExactly(
                        new ImageRule(
                                "registry.example.test/notes:*",
                                List.of("python3", "notes.py"),
                                Optional.of(directory.resolve("notes")),
                                Map.of("NOTES_FILE", "/tmp/notes", "RETRIES", "3"),
                                Bind.ANY),
                        new ImageRule("other", List.of("sleep", "60"), Optional.empty(), Map.of(), Bind.TASK));
    }

    @Test
    void traefikIsSwitchedOnAndGivenAPort() throws Exception {
        assertThat(read("traefik: {enabled: true, port: 9090}").traefik())
                .isEqualTo(new TraefikSettings(Optional.of(true), OptionalInt.of(9090)));
        assertThat(read("traefik: {enabled: false}").traefik())
                .isEqualTo(new TraefikSettings(Optional.of(false), OptionalInt.empty()));
        assertThat(read("allowedHosts: []").traefik()).isEqualTo(TraefikSettings.DEFAULT);
        assertRefused("traefik: {port: 80}", "kecs.yaml:1:17: port is a whole number from 1024 to 65535, not '80'");
    }

    @Test
    void theImageOfK3dsNodesIsChosen() throws Exception {
        assertThat(read("k3d: {image: \"rancher/k3s:v1.33.1-k3s1\"}").k3d().image())
                .contains("rancher/k3s:v1.33.1-k3s1");
        assertThat(read("k3d: {}").k3d().image()).isEmpty();
    }

    @Test
    void howThisHostReachesTasksIsChosen() throws Exception {
        assertThat(read("k3d: {reach: published, publishedPorts: 4}").k3d().reach())
                .isEqualTo(new ReachWish(ReachWish.Route.PUBLISHED, OptionalInt.of(4)));
        assertThat(read("k3d: {reach: direct}").k3d().reach())
                .isEqualTo(new ReachWish(ReachWish.Route.DIRECT, OptionalInt.empty()));
        assertThat(read("k3d: {}").k3d().reach()).isEqualTo(ReachWish.USUAL);
        assertRefused("k3d: {reach: tunnel}", "kecs.yaml:1:14: reach is one of direct, published, auto, not 'tunnel'");
        assertRefused(
                "k3d: {publishedPorts: 87}", "kecs.yaml:1:23: publishedPorts is a whole number from 0 to 86, not '87'");
    }

    @Test
    void anEmulatorIsChosenByTheFileAndByTheCommandLine() throws Exception {
        EmulatorWish localstack = read("awsEmulator: {kind: localstack, persist: true, services: [s3, sqs]}")
                .awsEmulator();
        EmulatorSettings.Container container =
                new EmulatorSettings.Container(EmulatorSettings.DEFAULT_IMAGE, true, List.of("s3", "sqs"));
        assertThat(localstack.settings(Optional.empty()))
                .contains(new EmulatorSettings(EmulatorKind.LOCALSTACK, Optional.empty(), container));
        assertThat(localstack.settings(Optional.of("none"))).isEmpty();
        assertThat(localstack.settings(Optional.of("http://localhost:4566/")))
                .contains(new EmulatorSettings(
                        EmulatorKind.EXTERNAL, Optional.of(URI.create("http://localhost:4566")), container));
        assertThatThrownBy(() -> localstack.settings(Optional.of("external")))
                .hasMessageContaining("an external AWS emulator needs its url");
        assertThatThrownBy(() -> localstack.settings(Optional.of("minio")))
                .hasMessage("there is no AWS emulator 'minio': use localstack, moto, external, none, or a URL");
        assertThat(read("awsEmulator: {url: 'https://aws.example.test'}")
                        .awsEmulator()
                        .kind())
                .contains(EmulatorKind.EXTERNAL);
        assertThat(read("awsEmulator: {kind: none}").awsEmulator().settings(Optional.empty()))
                .isEmpty();
        assertThat(EmulatorWish.NONE.settings(Optional.empty())).isEmpty();
    }

    @Test
    void mistakesAboutAnEmulatorAreNamed() {
        assertRefused(
                "awsEmulator: {kind: external}",
                "kecs.yaml:1:15: kind external needs a url, for example url: http://127.0.0.1:4566");
        assertRefused(
                """
                awsEmulator:
                  kind: moto
                  persist: true
                  url: http://localhost:1/path
                """,
                "kecs.yaml:3:3: persist is of kind localstack, not of moto",
                "kecs.yaml:4:3: url is of kind external; moto is run by KECS",
                "kecs.yaml:4:8: url is http:// or https:// with a host and no path, not 'http://localhost:1/path'");
    }

    @Test
    void everyMistakeIsNamedWithItsPlace() {
        assertRefused(
                """
                accountId: 12
                allowedHosts: ["kecs.example.test:8080"]
                image: {}
                images:
                  notes:
                    comand: [python3]
                    directory: nowhere
                    bind: both
                """,
                "kecs.yaml:1:12: accountId is twelve digits, not '12'",
                "kecs.yaml:2:16: allowedHosts: 'kecs.example.test:8080' is no host name; write it without a port",
                "kecs.yaml:3:1: unknown key 'image'; did you mean 'images'?; known here: accountId, allowedHosts, images, traefik, k3d, awsEmulator, kubernetes, portForward",
                "kecs.yaml:5:3: image 'notes' needs a command, for example command: [python3, app.py]",
                "kecs.yaml:6:5: unknown key 'comand'; did you mean 'command'?; known here: command, directory, bind, environment",
                "kecs.yaml:7:16: directory " + directory.resolve("nowhere") + " does not exist",
                "kecs.yaml:8:11: bind is one of task, any, not 'both'");
    }
}
