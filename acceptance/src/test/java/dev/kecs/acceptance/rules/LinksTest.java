package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every link of a page to another one, or to a heading, leads somewhere; and every page can be found.
class LinksTest {
    private static final Checkout CHECKOUT = Checkout.here();
    private static final List<Path> PAGES = CHECKOUT.files().stream()
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> file.startsWith(CHECKOUT.root().resolve("docs"))
                    || CHECKOUT.root().equals(file.getParent()))
            .toList();

    @Test
    void everyRelativeLinkLeadsToAFileAndItsHeading() {
        List<String> dead = new ArrayList<>();
        int followed = 0;
        for (Path page : PAGES) {
            for (String link : MarkdownPage.read(page).links()) {
                if (URI.create(link).isAbsolute()) {
                    continue;
                }
                followed++;
                String[] parts = link.split("#", 2);
                Path target = target(page, parts[0]);
                if (!Files.exists(target)) {
                    dead.add(shown(page) + ": no file for " + link);
                } else if (parts.length == 2
                        && !MarkdownPage.read(target).anchors().contains(parts[1])) {
                    dead.add(shown(page) + ": no heading for " + link);
                }
            }
        }
        assertThat(followed).isPositive();
        assertThat(dead).as("links that lead nowhere").isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        Set<Path> reached = new HashSet<>();
        List<Path> next = new ArrayList<>(List.of(CHECKOUT.root().resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.removeLast();
            if (reached.add(page)) {
                MarkdownPage.read(page).links().stream()
                        .filter(link -> !URI.create(link).isAbsolute())
                        .map(link -> target(page, link.split("#", 2)[0]))
                        .filter(PAGES::contains)
                        .forEach(next::add);
            }
        }
        assertThat(PAGES).as("pages that no link leads to").isSubsetOf(reached);
    }

    private static Path target(Path page, String path) {
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static String shown(Path page) {
        return CHECKOUT.root().relativize(page).toString();
    }
}
