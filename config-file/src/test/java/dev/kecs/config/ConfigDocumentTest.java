package dev.kecs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigDocumentTest {
    private final Mistakes mistakes = new Mistakes("kecs.yaml");

    private Section parse(String text) throws InvalidConfigException {
        return ConfigDocument.parse(text, mistakes);
    }

    private void assertRefused(String... lines) {
        assertThatThrownBy(mistakes::refuseIfAny)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(String.join("\n", lines));
    }

    @Test
    void aScalarStaysAsItWasWritten() throws InvalidConfigException {
        assertThat(parse("accountId: 001234567890\n").text("accountId"))
                .contains(new ConfigValue.Text(new Position(1, 12), "001234567890"));
    }

    @Test
    void anEmptyDocumentHasNoKeys() throws InvalidConfigException {
        parse("# nothing yet\n").refuseOthers();
        mistakes.refuseIfAny();
    }

    @Test
    void aKeyWithoutAValueIsAsIfItWereAbsent() throws InvalidConfigException {
        assertThat(parse("images:\n").map("images")).isEmpty();
        mistakes.refuseIfAny();
    }

    @Test
    void listsAndMappingsKeepTheirOrder() throws InvalidConfigException {
        Section section = parse("command: [python3, -u]\nenvironment: {B: 1, A: two}\n");
        assertThat(section.texts("command")).extracting(ConfigValue.Text::text).containsExactly("python3", "-u");
        assertThat(section.map("environment")).containsExactly(Map.entry("B", "1"), Map.entry("A", "two"));
    }

    @Test
    void brokenYamlIsNamedWithItsPlace() {
        assertThatThrownBy(() -> parse("images:\n  a: [1\nb: 2\n"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("kecs.yaml:3:")
                .hasMessageContaining("not YAML: ");
    }

    @Test
    void aDocumentThatIsNoMappingIsRefused() {
        assertThatThrownBy(() -> parse("- a\n")).hasMessage("kecs.yaml:1:1: expected keys and values, found a list");
    }

    @Test
    void everyMistakeIsToldInTheFilesOrder() throws InvalidConfigException {
        Section section = parse("hosts: one\nimage: {}\nhosts: [two]\nbind: both\n");
        section.texts("hosts");
        section.oneOf("bind", List.of("task", "any"));
        section.refuseOthers();
        assertRefused(
                "kecs.yaml:1:8: hosts: expected a list, found a text",
                "kecs.yaml:2:1: unknown key 'image'; known here: hosts, bind",
                "kecs.yaml:3:1: key 'hosts' stands here twice",
                "kecs.yaml:4:7: bind is one of task, any, not 'both'");
    }

    @Test
    void aNamedSectionRefusesItsOwnUnknownKeys() throws InvalidConfigException {
        Section section = parse("images:\n  notes:\n    comand: [a]\n  other: [b]\n");
        assertThat(section.sections("images", (name, each) -> {
                    each.texts("command");
                    return name.text();
                }))
                .containsExactly("notes");
        assertRefused(
                "kecs.yaml:3:5: unknown key 'comand'; did you mean 'command'?; known here: command",
                "kecs.yaml:4:10: images: expected a mapping, found a list");
    }

    @Test
    void numbersFlagsAndListsOfSections() throws InvalidConfigException {
        Section section = parse("forwards:\n- {port: 80, on: true}\n- {port: 70000, on: perhaps}\n- 7\n");
        List<String> read = section.list(
                "forwards",
                each -> each.number("port", 1, 65_535).orElse(-1) + " "
                        + each.flag("on").orElse(false));
        assertThat(read).containsExactly("80 true", "-1 false");
        assertRefused(
                "kecs.yaml:3:10: port is a whole number from 1 to 65535, not '70000'",
                "kecs.yaml:3:21: on is one of true, false, not 'perhaps'",
                "kecs.yaml:4:3: forwards: expected a mapping, found a text");
    }

    @Test
    void anAliasIsItsAnchorsValue() throws InvalidConfigException {
        Section section = parse("a: &ports [80, 81]\nb: *ports\n");
        assertThat(section.texts("b")).extracting(ConfigValue.Text::text).containsExactly("80", "81");
        mistakes.refuseIfAny();
    }

    @Test
    void whatAFileHoldsCannotSpoilTheListOfMistakes() throws InvalidConfigException {
        Section section = parse("\"a\\n\\e[2J\\u202eb\": 1\n" + "c".repeat(900) + ": 2\n");
        section.text("port");
        section.refuseOthers();
        assertRefused(
                "kecs.yaml:1:1: unknown key 'a\\u{a}\\u{1b}[2J\\u{202e}b'; known here: port",
                "kecs.yaml:2:1: unknown key '" + "c".repeat(267) + "[...]" + "c".repeat(261) + "'; known here: port");
    }

    @Test
    void thousandsOfMistakesAreCountedAndNotAllTold() throws InvalidConfigException {
        parse("a: 1\n".repeat(2001));
        assertThatThrownBy(mistakes::refuseIfAny)
                .message()
                .endsWith("\nkecs.yaml:1:1: there are 1500 more mistakes")
                .satisfies(message -> assertThat(message.lines()).hasSize(501));
    }

    @Test
    void whatIsNoUtf8IsAMistakeWithItsPlace() {
        byte[] latin = "a: 1\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ConfigDocument.parse(latin, mistakes)).hasMessage("kecs.yaml:2:10: not UTF-8");
        byte[] cut = {'a', ':', ' ', (byte) 0xe2, (byte) 0x82};
        assertThatThrownBy(() -> ConfigDocument.parse(cut, new Mistakes("kecs.yaml")))
                .hasMessage("kecs.yaml:1:4: not UTF-8");
    }

    @Test
    void filesMadeToExhaustTheReaderAreRefused() {
        assertThatThrownBy(() -> parse("a: " + "[".repeat(100_000))).hasMessageContaining("nested more than 50 deep");
        assertThatThrownBy(() -> parse("a: &x [*x]")).hasMessageContaining("alias 'x' has no anchor before it");
        assertThatThrownBy(() -> parse("a: " + "b".repeat(2 << 20))).hasMessageContaining("larger than 1 MiB");
        assertThatThrownBy(() -> parse("a: 1\n---\nb: 2\n")).hasMessageContaining("kecs.yaml:2:1: a second document");
        assertThatThrownBy(() -> parse("a: \"x\\0y\"\n")).hasMessageContaining("1:4: a NUL character is in this text");
        assertThatThrownBy(() -> parse("a: \"\\ud800\"\n")).hasMessageContaining("1:4: half of a surrogate pair is in");
        assertThatThrownBy(() -> parse("{\"\\u")).hasMessageContaining("kecs.yaml:1:1: not YAML: an escape");
        assertThatThrownBy(() -> parse("a: \"\\U00120000\"\n")).hasMessageContaining("not YAML");
        assertThatThrownBy(() -> parse("[a]: 1\n")).hasMessageContaining("a key must be a text, not a list");
    }
}
