package dev.kecs.agent.statefile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.agent.port.LocalPort;
import dev.kecs.protocol.forward.ForwardRequest;
import dev.kecs.protocol.forward.PortPair;
import dev.kecs.protocol.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path directory;

    private final List<String> problems = new ArrayList<>();

    private ConfigFile file() {
        return new ConfigFile(directory.resolve("config.yaml"), InstantSource.fixed(Instant.ofEpochMilli(42)));
    }

    private static WantedForward wanted(int number) {
        return new WantedForward(
                "pf-" + number,
                ForwardRequest.to(new Target.OfService("c", "s"))
                        .named("n" + number)
                        .between(PortPair.of(0, 80))
                        .listeningAt(List.of("127.0.0.1")),
                List.of(LocalPort.tcp(9000 + number)),
                number % 2 == 0);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        List<WantedForward> wanted = List.of(wanted(1), wanted(2));
        file().write(wanted);
        assertThat(file().read(problems::add)).isEqualTo(wanted);
        assertThat(problems).isEmpty();
        assertThat(directory.resolve("config.yaml"))
                .content()
                .contains("type: ")
                .doesNotContain("!");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("config.yaml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void noFileMeansNothingIsWanted() throws Exception {
        assertThat(file().read(problems::add)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forwards: [",
                "version: \"2\"\nforwards: []",
                "version: \"1\"",
                "version: \"1\"\nforwards:\n- id: pf-1\n  localPorts: [1]\n  request: {target: {type: service, cluster: c}, name: n}",
                "version: \"1\"\nforwards:\n- id: pf-1\n  localPorts: [1]\n  request: {target: {type: service, cluster: c, service: s}}",
                "version: \"1\"\nforwards:\n- id: pf-1\n  request: {name: n, target: {type: service, cluster: c, service: s}}",
                "version: \"1\"\nforwards:\n- id: pf-1\n  localPorts: [1]\n  request: {target: {type: service, cluster: c, service: s}, name: ../n}",
                "version: \"1\"\nforwards:\n- id: pf-1\n  localPorts: [1]\n  request: {target: {type: service, cluster: c, service: s}, name: n, addresses: [here]}",
                "version: \"1\"\nforwards:\n- id: pf-1\n  localPorts: [0]\n  request: {target: {type: service, cluster: c, service: s}, name: n}",
                "version: \"1\"\nforwards: [null]",
                "null",
                "",
                "version: \"1\"\nforwards: \"\\x00\"",
                "{\"\\u"
            })
    void aFileThatCannotBeUnderstoodIsSetAside(String content) throws Exception {
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, content);
        assertThat(file().read(problems::add)).isEmpty();
        assertThat(problems).singleElement().asString().contains("config.broken-42.yaml");
        assertThat(directory.resolve("config.broken-42.yaml")).hasContent(content);
        assertThat(file).doesNotExist();
    }

    @Test
    void twoForwardsOfTheSameIdOrNameAreAMistakeOfWhoEdited() throws Exception {
        file().write(List.of(wanted(1), wanted(2)));
        Path file = directory.resolve("config.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("pf-2", "pf-1"));
        assertThat(file().read(problems::add)).hasSize(2);
        Files.writeString(file, good.replace("n2", "n1"));
        assertThat(file().read(problems::add)).hasSize(2);
        assertThat(problems)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("two forwards have the id pf-1"),
                        second -> assertThat(second).endsWith("two forwards are named n1"));
    }

    @Test
    void theMessageIsOneLineThatNamesThePlace() throws Exception {
        Files.writeString(directory.resolve("config.yaml"), "version: \"1\"\nforwards: [\n\u001b[2J: ]\n");
        file().read(problems::add);
        assertThat(problems)
                .singleElement()
                .asString()
                .containsPattern("; nothing is forwarded: line \\d+, column \\d+: ")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void whenABrokenFileIsSetAsideTheLastGoodOneCounts() throws Exception {
        file().write(List.of(wanted(1), wanted(2)));
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, Files.readString(file).replace("localPorts", "localPort"));
        assertThat(file().read(problems::add)).containsExactly(wanted(1), wanted(2));
        assertThat(problems).singleElement().asString().contains("config.broken-42.yaml", "with 2 forwards");
        problems.clear();
        assertThat(file().read(problems::add)).containsExactly(wanted(1), wanted(2));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatSomebodyEditsByHandIsHonoured() throws Exception {
        file().write(List.of(wanted(1), wanted(2)));
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, Files.readString(file).replace("- 9002", "- 9102/udp"));
        assertThat(file().read(problems::add))
                .containsExactly(
                        wanted(1), new WantedForward("pf-2", wanted(2).request(), List.of(LocalPort.udp(9102)), true));
        Files.writeString(file, "version: [");
        assertThat(file().read(problems::add).getLast().localPorts()).containsExactly(LocalPort.udp(9102));
    }

    @Test
    void whatIsWantedCountsEvenWhenNothingCanBeWritten() throws Exception {
        file().write(List.of(wanted(1)));
        // In the way of the temporary files; permissions would not stop root.
        Files.createDirectories(directory.resolve("config.yaml.new/occupied"));
        Files.createDirectories(directory.resolve("config.last.yaml.new/occupied"));
        assertThat(file().read(problems::add)).containsExactly(wanted(1));
        assertThat(problems).singleElement().asString().contains("config.last.yaml cannot be written: ");
        problems.clear();
        Files.writeString(directory.resolve("config.yaml"), "forwards: [");
        assertThat(file().read(problems::add)).containsExactly(wanted(1));
        assertThat(problems)
                .satisfiesExactly(
                        first -> assertThat(first).contains("config.broken-42.yaml", "with 1 forwards"),
                        second -> assertThat(second).contains("config.yaml cannot be written: "));
    }

    @Test
    void aReaderNeverSeesHalfAFile() throws Exception {
        List<WantedForward> many =
                IntStream.range(0, 200).mapToObj(ConfigFileTest::wanted).toList();
        file().write(many);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 30; i++) {
                try {
                    file().write(i % 2 == 0 ? List.of() : many);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        Path copies = Files.createDirectory(directory.resolve("copies"));
        Path copy = copies.resolve("config.yaml");
        int reads = 0;
        while (writer.isAlive() || reads == 0) {
            Files.write(copy, Files.readAllBytes(directory.resolve("config.yaml")));
            assertThat(new ConfigFile(copy, InstantSource.system())
                            .read(problems::add)
                            .size())
                    .isIn(0, 200);
            reads++;
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftDoesNoHarm() throws Exception {
        file().write(List.of(wanted(1)));
        Files.writeString(directory.resolve("config.yaml.new"), "half");
        assertThat(file().read(problems::add)).hasSize(1);
        file().write(List.of(wanted(1), wanted(2)));
        assertThat(file().read(problems::add)).hasSize(2);
    }
}
