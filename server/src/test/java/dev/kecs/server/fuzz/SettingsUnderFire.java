package dev.kecs.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.server.settings.InstanceSettings;
import dev.kecs.testkit.fuzz.Input;
import dev.kecs.testkit.fuzz.Inputs;
import dev.kecs.testkit.fuzz.Tally;
import dev.kecs.testkit.fuzz.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A `kecs.yaml` of any content is read or refused, soon, with a line for each mistake.
record SettingsUnderFire(Path directory) {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Tree WHOLE = Tree.of(Map.of(
            "accountId", "012345678901",
            "allowedHosts", List.of("kecs.example.test", "[::1]"),
            "images",
                    Map.of(
                            "notes:*",
                            Map.of(
                                    "command",
                                    List.of("python3", "notes.py"),
                                    "directory",
                                    ".",
                                    "environment",
                                    Map.of("RETRIES", 3),
                                    "bind",
                                    "any")),
            "traefik", Map.of("enabled", true, "port", 8090),
            "k3d", Map.of("image", "rancher/k3s:v1.33.0-k3s1"),
            "awsEmulator",
                    Map.of(
                            "kind",
                            "localstack",
                            "image",
                            "localstack/localstack:4.14.0",
                            "persist",
                            true,
                            "services",
                            List.of("s3", "sqs")),
            "kubernetes", Map.of("kubeconfig", "config", "context", "kind", "namespacePrefix", "kecs"),
            "portForward", Map.of("metricsPort", 0, "retry", Map.of("initial", "50ms"))));
    private static final Tree EXTERNAL =
            Tree.of(Map.of("awsEmulator", Map.of("kind", "external", "url", "http://[::1]:4566")));
    private static final Tree SMALL =
            Tree.of(Map.of("images", Map.of("notes:*", Map.of("command", List.of("sleep", "60")))));

    void run(int count) throws IOException {
        long seed = Tally.seed();
        Set<String> places = new TreeSet<>();
        WHOLE.places("", places);
        EXTERNAL.places("", places);
        Tally tally = new Tally("kecs.yaml", seed, places);
        Inputs inputs = new Inputs(seed, List.of(WHOLE, EXTERNAL, SMALL), List.of(Tree::yaml, Tree::json));
        for (int number = 1; number <= count; number++) {
            Input input = inputs.next();
            tally.count(input);
            boolean taken = taken(input, "seed %d, input %d, %s".formatted(seed, number, input));
            Tree tree = input.tree();
            if (tree != null) {
                tally.reachAll(tree, taken);
            }
        }
        System.out.println(tally);
        assertThat(tally.mutations()).isGreaterThan(count / 2 - count / 50);
        assertThat(tally.missed()).as("seed %d", seed).isEmpty();
        assertEveryKeyIsThere();
    }

    /// A key that the reader learns must come to the documents above.
    private void assertEveryKeyIsThere() throws IOException {
        Path file = Files.writeString(directory.resolve("kecs.yaml"), "unknown: 1\nimages: {a: {unknown: 1}}\n");
        try {
            InstanceSettings.read(file);
            throw new AssertionError("unknown keys were taken");
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage())
                    .contains(
                            "known here: accountId, allowedHosts, images, traefik, k3d, awsEmulator, kubernetes, portForward\n")
                    .endsWith("known here: command, directory, bind, environment");
        }
    }

    private boolean taken(Input input, String name) throws IOException {
        Path file = Files.write(directory.resolve("kecs.yaml"), input.bytes());
        long began = System.nanoTime();
        try {
            InstanceSettings.read(file);
            return true;
        } catch (InvalidConfigException e) {
            assertThat(String.valueOf(e.getMessage()).split("\n", -1))
                    .as(name)
                    .allMatch(line -> line.startsWith(file + ":") && line.length() < 2000);
            return false;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(name, e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(name).isLessThan(LONGEST);
        }
    }
}
