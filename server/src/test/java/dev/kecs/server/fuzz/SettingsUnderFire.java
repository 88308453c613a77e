package dev.kecs.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.config.InvalidConfigException;
import dev.kecs.server.settings.InstanceSettings;
import dev.kecs.testkit.fuzz.FilesUnderFire;
import dev.kecs.testkit.fuzz.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A `kecs.yaml` of any content is read or refused, soon, with a line for each mistake.
record SettingsUnderFire(Path directory) {
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
            "k3d", Map.of("image", "rancher/k3s:v1.33.0-k3s1", "reach", "published", "publishedPorts", 4),
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
        Set<String> places = new TreeSet<>();
        WHOLE.places("", places);
        EXTERNAL.places("", places);
        new FilesUnderFire("kecs.yaml", places, List.of(WHOLE, EXTERNAL, SMALL)).run(count, this::takes);
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

    private boolean takes(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("kecs.yaml"), content);
        try {
            InstanceSettings.read(file);
            return true;
        } catch (InvalidConfigException e) {
            FilesUnderFire.assertOneLineEach(file, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
