package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Decisions that say which test shows something name tests that exist.
class TestsNamedInDecisionsTest {
    private static final Checkout CHECKOUT = Checkout.here();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");

    @Test
    void everyNamedTestIsThere() throws IOException {
        Map<String, List<Source>> tests = CHECKOUT.javaSources().stream()
                .filter(source -> !source.isMain())
                .collect(Collectors.groupingBy(Source::name));
        for (Path page : CHECKOUT.files().stream()
                .filter(file -> file.startsWith(CHECKOUT.root().resolve("docs/decisions")))
                .toList()) {
            assertThat(NAMED.matcher(Files.readString(page)).results())
                    .as("tests named in %s", page)
                    .allSatisfy(named -> assertThat(tests.getOrDefault(named.group(1), List.of()))
                            .as(named.group())
                            .anyMatch(source -> source.contains(" void " + named.group(2) + "(")));
        }
    }

    @Test
    void theSeedsPageNamesTests() throws IOException {
        Path page = CHECKOUT.root().resolve("docs/decisions/traefik-dynamic-port-allocation.md");
        assertThat(NAMED.matcher(Files.readString(page)).results()).hasSizeGreaterThan(20);
    }
}
