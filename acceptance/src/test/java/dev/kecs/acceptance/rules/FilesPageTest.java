package dev.kecs.acceptance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.acceptance.product.Kecs;
import dev.kecs.acceptance.product.Services;
import dev.kecs.protocol.paths.ForwardPaths;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.paths.SocketPath;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;

/// The page about an instance's files has every path that the code names, and every file that an instance makes.
@Timeout(180)
class FilesPageTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z]+>");

    @Test
    void everyPathHasARow() throws ReflectiveOperationException {
        InstancePaths instance = InstancePaths.of(Path.of("/home"), new InstanceName("one"));
        List<String> named = new ArrayList<>();
        named.addAll(paths(instance, instance.directory()));
        named.addAll(paths(instance.forwards(), instance.directory()));
        named.add(relative(instance.forwards().log("<name>"), instance.directory()));
        assertThat(named).contains("kecs.yaml", "control.sock", "port-forwards/config.yaml");
        List<String> rows = MarkdownPage.of("docs/reference/files.md").names(0);
        assertThat(named)
                .allSatisfy(path -> assertThat(rows).anyMatch(row -> row.equals(path) || row.startsWith(path + "/")));
    }

    @Test
    void everyFileThatAnInstanceMakesHasARow() throws IOException {
        List<Pattern> rows = MarkdownPage.of("docs/reference/files.md").names(0).stream()
                .map(FilesPageTest::pattern)
                .toList();
        try (Kecs kecs = Kecs.started("accountId: \"123456789012\"");
                EcsClient ecs = kecs.ecs()) {
            Services services = Services.in(ecs, "files");
            services.register("web", "kecs/echo", List.of(80));
            services.create("web", "web", 1);
            kecs.run("port-forward", "start", "service", "files/web", "--local-port", "0")
                    .done();
            List<String> made;
            try (Stream<Path> all = Files.walk(kecs.directory())) {
                made = all.filter(path -> !Files.isDirectory(path))
                        .map(path -> relative(path, kecs.directory()))
                        .toList();
            }
            assertThat(made).contains("kecs.yaml", "port-forwards/logs/web.log");
            assertThat(made.stream()
                            .filter(path -> rows.stream()
                                    .noneMatch(row -> row.matcher(path).matches())))
                    .as("files without a row in docs/reference/files.md")
                    .isEmpty();
        }
    }

    /// Of a path with placeholders such as `<id>`, each of which stands for one name.
    private static Pattern pattern(String row) {
        return Pattern.compile(PLACEHOLDER
                .splitAsStream(row)
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+", "", row.endsWith(">") ? "[^/]+" : "")));
    }

    private static List<String> paths(Record holder, Path base) throws ReflectiveOperationException {
        List<String> found = new ArrayList<>();
        for (Method method : holder.getClass().getDeclaredMethods()) {
            boolean names = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !method.getName().equals("directory");
            if (names && method.getReturnType().equals(Path.class)) {
                found.add(relative((Path) method.invoke(holder), base));
            } else if (names && method.getReturnType().equals(SocketPath.class)) {
                found.add(relative(((SocketPath) method.invoke(holder)).official(), base));
            }
        }
        assertThat(found).as("paths of " + holder.getClass().getSimpleName()).isNotEmpty();
        assertThat(holder).isInstanceOfAny(InstancePaths.class, ForwardPaths.class);
        return found;
    }

    private static String relative(Path path, Path base) {
        return base.relativize(path).toString();
    }
}
