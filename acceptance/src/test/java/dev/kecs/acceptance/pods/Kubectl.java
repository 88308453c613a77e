package dev.kecs.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program `kubectl`, for what others than KECS do. Any thread may use it.
///
/// @param kubeconfig what `KECS_TEST_KUBECONFIG` names
record Kubectl(Path kubeconfig) {
    static Kubectl ofTheTests() {
        return new Kubectl(Path.of(Optional.ofNullable(System.getenv("KECS_TEST_KUBECONFIG"))
                .orElseThrow(() -> new IllegalStateException("KECS_TEST_KUBECONFIG names no kubeconfig file;"
                        + " see \"Tests that need Kubernetes\" in CONTRIBUTING.md"))));
    }

    /// Runs it until it ends.
    ///
    /// @return what it wrote
    /// @throws AssertionError when it failed
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("kubectl", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .start();
            int exit = process.waitFor();
            String written = Files.readString(out, StandardCharsets.UTF_8).strip();
            Files.delete(out);
            if (exit != 0) {
                throw new AssertionError(command + " ended with " + exit + ": " + written);
            }
            return written;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while kubectl ran", hurry);
        }
    }
}
