package dev.kecs.acceptance.pods;

import dev.kecs.acceptance.product.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    /// @return its standard output
    /// @throws UncheckedIOException with what it said, when it failed
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        try {
            return Shell.run(command.toArray(String[]::new)).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while kubectl ran", hurry);
        }
    }
}
