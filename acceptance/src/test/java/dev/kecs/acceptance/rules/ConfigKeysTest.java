package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.forwardconfig.ForwardFile;
import dev.kecs.forwardconfig.agent.Retry;
import dev.kecs.protocol.forward.ForwardOptions;
import dev.kecs.server.settings.InstanceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages about the two files that people write have the keys that the parsers know, and no other. A parser is asked
/// by giving it a key that it cannot know: its complaint lists those that it does.
class ConfigKeysTest {
    private static final String UNKNOWN = "aKeyThatNobodyKnows";
    private static final Pattern COMPLAINT =
            Pattern.compile("(?m)^[^\\n]*?:(\\d+):\\d+: unknown key '" + UNKNOWN + "'[^\\n]*; known here: (.*)$");

    @TempDir
    private Path directory;

    /// What is known at each line of the file that has the unknown key.
    private static Map<Integer, List<String>> known(InvalidConfigException complaint) {
        Map<Integer, List<String>> known = new TreeMap<>();
        COMPLAINT
                .matcher(String.valueOf(complaint.getMessage()))
                .results()
                .forEach(result -> known.put(
                        Integer.parseInt(result.group(1)),
                        List.of(result.group(2).split(", "))));
        return known;
    }

    private static List<String> at(Map<Integer, List<String>> known, int line) {
        return Objects.requireNonNull(known.get(line), "nothing is known at line " + line);
    }

    @Test
    void everyKeyOfKecsYamlHasARow() throws IOException {
        Path file = Files.writeString(directory.resolve("kecs.yaml"), """
                KEY: 1
                images:
                  "an/image":
                    command: [program]
                    KEY: 1
                portForward:
                  KEY: 1
                  retry:
                    KEY: 1
                  notifications:
                    KEY: 1
                  remote:
                    KEY: 1
                traefik:
                  KEY: 1
                k3d:
                  KEY: 1
                kubernetes:
                  KEY: 1
                awsEmulator:
                  KEY: 1
                """.replace("KEY", UNKNOWN));
        Map<Integer, List<String>> known =
                known(catchThrowableOfType(InvalidConfigException.class, () -> InstanceSettings.read(file)));
        assertThat(known).containsOnlyKeys(1, 5, 7, 9, 11, 13, 15, 17, 19, 21);
        List<String> agent = new ArrayList<>();
        for (String key : at(known, 7)) {
            int line = switch (key) {
                case "retry" -> 9;
                case "notifications" -> 11;
                case "remote" -> 13;
                default -> 0;
            };
            if (line == 0) {
                agent.add(key);
            } else {
                at(known, line).forEach(inner -> agent.add(key + "." + inner));
            }
        }
        MarkdownPage page = MarkdownPage.of("docs/reference/kecs-yaml.md");
        assertThat(page.names(0)).containsExactlyInAnyOrderElementsOf(at(known, 1));
        assertThat(page.names(1)).containsExactlyInAnyOrderElementsOf(at(known, 5));
        assertThat(page.names(2)).containsExactlyInAnyOrderElementsOf(agent);
        assertThat(page.names(4)).containsExactlyInAnyOrderElementsOf(at(known, 15));
        assertThat(page.names(5)).containsExactlyInAnyOrderElementsOf(at(known, 17));
        assertThat(page.names(6)).containsExactlyInAnyOrderElementsOf(at(known, 19));
        assertThat(page.names(7)).containsExactlyInAnyOrderElementsOf(at(known, 21));
    }

    @Test
    void defaultsOfKecsYamlAreThoseThatHold() {
        MarkdownPage page = MarkdownPage.of("docs/reference/kecs-yaml.md");
        assertThat(last(page, 0, "accountId")).isEqualTo("`" + InstanceSettings.DEFAULT.account() + "`");
        assertThat(last(page, 2, "retry.initial"))
                .isEqualTo("`" + Retry.DEFAULT.initial().toMillis() + "ms`");
        assertThat(last(page, 2, "retry.longest"))
                .isEqualTo("`" + Retry.DEFAULT.longest().toSeconds() + "s`");
    }

    @Test
    void everyKeyOfPortForwardYamlHasARow() {
        byte[] content = """
                version: "1"
                KEY: 1
                forwards:
                  - KEY: 1
                """.replace("KEY", UNKNOWN).getBytes(StandardCharsets.UTF_8);
        Map<Integer, List<String>> known =
                known(catchThrowableOfType(InvalidConfigException.class, () -> ForwardFile.parse(content, "file")));
        assertThat(known).containsOnlyKeys(2, 4);
        MarkdownPage page = MarkdownPage.of("docs/reference/port-forward-yaml.md");
        assertThat(page.names(0)).containsExactlyInAnyOrderElementsOf(at(known, 2));
        assertThat(page.names(1)).containsExactlyInAnyOrderElementsOf(at(known, 4));
    }

    @Test
    void defaultsOfPortForwardYamlAreThoseThatHold() {
        ForwardOptions usual = ForwardOptions.USUAL;
        MarkdownPage page = MarkdownPage.of("docs/reference/port-forward-yaml.md");
        assertThat(last(page, 1, "autoReconnect")).isEqualTo("`" + usual.autoReconnect() + "`");
        assertThat(last(page, 1, "hold")).isEqualTo("`" + usual.holdMillis() / 1000 + "s`");
        assertThat(last(page, 1, "maxConnections")).isEqualTo("" + usual.maxConnections());
        assertThat(last(page, 1, "idleTimeout")).isEqualTo("" + usual.idleTimeoutMillis());
        assertThat(last(page, 1, "onConflict"))
                .isEqualTo("`" + usual.onConflict().word() + "`");
        assertThat(last(page, 1, "restore")).isEqualTo("`" + usual.restore().word() + "`");
    }

    /// The last cell of the row that begins with this key.
    private static String last(MarkdownPage page, int table, String key) {
        return page.tables().get(table).stream()
                .filter(row -> row.getFirst().equals("`" + key + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + key))
                .getLast();
    }
}
