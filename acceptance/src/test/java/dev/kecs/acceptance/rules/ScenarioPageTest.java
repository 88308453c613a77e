package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The page of scenarios names tests that are there, and leaves none out.
class ScenarioPageTest {
    private static final String PAGE = "docs/concepts/scenarios.md";
    private static final int SCENARIOS = 18;
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+) \\| [^|]+ \\| ([a-z-]+) \\| `(\\w+)#(\\w+)` \\| [^|]+ \\|");
    private static final List<String> PACKAGES_OF_SCENARIOS = List.of(
            "forward-agent/src/test/java/dev/kecs/agent/scenario",
            "forward-agent/src/test/java/dev/kecs/agent/fuzz",
            "forward-config/src/test/java/dev/kecs/forwardconfig/fuzz",
            "server/src/test/java/dev/kecs/server/fuzz",
            "acceptance/src/test/java/dev/kecs/acceptance/scale",
            "acceptance/src/test/java/dev/kecs/acceptance/pods");

    private static final List<Source> SOURCES = Checkout.here().javaSources();

    private record Row(int scenario, String module, String type, String method) {}

    private static List<Row> rows() throws IOException {
        return ReferencePage.read(PAGE).lines().stream()
                .filter(line -> line.startsWith("| ") && Character.isDigit(line.charAt(2)))
                .map(ScenarioPageTest::row)
                .toList();
    }

    private static Row row(String line) {
        Matcher row = ROW.matcher(line);
        assertThat(row.matches()).as("a row of the page's form: %s", line).isTrue();
        return new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4));
    }

    private static Optional<Source> find(Row row) {
        return SOURCES.stream()
                .filter(source -> source.path().startsWith(row.module() + "/src/test/")
                        && source.name().equals(row.type()))
                .findFirst();
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        for (Row row : rows()) {
            Source source = find(row).orElseThrow(() -> new AssertionError("there is no class of " + row));
            List<String> lines = source.lines();
            int declared = IntStream.range(0, lines.size())
                    .filter(line -> lines.get(line).contains("void " + row.method() + "("))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no method of " + row));
            assertThat(lines.subList(Math.max(0, declared - 3), declared))
                    .as("the annotations of %s", row)
                    .anyMatch(line -> line.strip().matches("@(Parameterized)?Test"));
        }
    }

    @Test
    void everyScenarioHasATest() throws IOException {
        assertThat(rows().stream().map(Row::scenario).distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SCENARIOS).boxed().toList());
    }

    @Test
    void everyClassOfScenariosIsNamed() throws IOException {
        List<String> named = rows().stream().map(Row::type).toList();
        assertThat(SOURCES.stream()
                        .filter(source -> PACKAGES_OF_SCENARIOS.contains(source.directory()))
                        .map(Source::name)
                        .filter(name -> name.matches(".*(Test|IT)")))
                .isNotEmpty()
                .isSubsetOf(named);
    }
}
