package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page that goes through ADR-0026 names tests that exist, says of everything else why it has none, and counts what
/// still waits for an engine.
class DecisionTableTest {
    private static final MarkdownPage PAGE = MarkdownPage.of("docs/decisions/adr-0026.md");
    private static final List<Source> TESTS = Checkout.here().javaSources().stream()
            .filter(source -> source.path().contains("/src/test/java/"))
            .toList();
    private static final Pattern METHOD = Pattern.compile("([A-Z]\\w+(?:Test|IT))\\.([a-z]\\w+)");
    private static final Pattern CLASS = Pattern.compile("(?!Xxx)[A-Z]\\w+(?:Test|IT)");
    private static final Pattern DECIDED = Pattern.compile("\\bdecided: \\[[^]]+]\\([^)]+\\)");
    private static final String WAITS = "with the Kubernetes engine";
    private static final Pattern COUNT = Pattern.compile("(\\d+) of (\\d+) rows wait");

    private static List<List<String>> rows() {
        return PAGE.tables().stream().flatMap(List::stream).toList();
    }

    @Test
    void everySentenceHasATestOrAReason() {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row).hasSize(3).doesNotContain("");
            String shown = row.getLast();
            assertThat(!MarkdownPage.code(shown).isEmpty()
                            || shown.contains(WAITS)
                            || DECIDED.matcher(shown).find()
                            || (shown.equals("—") && !row.get(1).equals("as it says")))
                    .as("what shows it is a test, an engine to come, a decision, or — with a word why")
                    .isTrue();
        });
    }

    @Test
    void everyTestThatIsNamedExists() {
        List<String> absent = new ArrayList<>();
        List<String> named = rows().stream()
                .flatMap(row -> MarkdownPage.code(row.getLast()).stream())
                .toList();
        assertThat(named).isNotEmpty();
        for (String test : named) {
            Matcher parts = METHOD.matcher(test);
            if (!parts.matches() || sources(parts.group(1)).noneMatch(source -> declares(source, parts.group(2)))) {
                absent.add(test);
            }
        }
        assertThat(absent).as("tests that are named and not there").isEmpty();
    }

    @Test
    void everyTestClassThatAnyPageNamesExists() {
        List<String> named = Checkout.here().files().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .filter(file -> file.startsWith(Checkout.here().root().resolve("docs")))
                .flatMap(file -> MarkdownPage.read(file).prose().stream())
                .flatMap(line -> MarkdownPage.code(line).stream())
                .filter(word -> CLASS.matcher(word).matches())
                .distinct()
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(name -> sources(name).findAny().isEmpty()))
                .as("test classes that are named and not there")
                .isEmpty();
    }

    @Test
    void whatWaitsForAnEngineIsCounted() {
        Matcher count = COUNT.matcher(String.join("\n", PAGE.prose()));
        assertThat(count.find()).as("the page says how many rows wait").isTrue();
        assertThat(rows().stream().filter(row -> row.getLast().contains(WAITS)))
                .as("rows that wait")
                .hasSize(Integer.parseInt(count.group(1)));
        assertThat(rows()).as("all rows").hasSize(Integer.parseInt(count.group(2)));
    }

    private static Stream<Source> sources(String name) {
        return TESTS.stream().filter(source -> source.name().equals(name));
    }

    /// Whether it is a test there, not just any method.
    private static boolean declares(Source source, String method) {
        List<String> lines = source.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("    void " + method + "\\(.*")) {
                return lines.subList(Math.max(0, i - 12), i).stream()
                        .anyMatch(line -> line.matches("    @(Test|ParameterizedTest|Property|RepeatedTest)\\b.*"));
            }
        }
        return false;
    }
}
