package dev.kecs.bench.pods;

import dev.kecs.bench.process.Program;
import dev.kecs.bench.process.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The program `kubectl`, and the Kubernetes cluster that it speaks to.
record Kubectl(Path program, Path kubeconfig) {
    private static final String VARIABLE = "KECS_TEST_KUBECONFIG";

    /// A failure says what is missing and how to get it.
    static Kubectl require(Map<String, String> environment) throws IOException {
        String kubeconfig = environment.get(VARIABLE);
        if (kubeconfig == null) {
            throw new IOException(VARIABLE + " names no kubeconfig file, and this benchmark needs a Kubernetes cluster;"
                    + " see \"Tests that need Kubernetes\" in CONTRIBUTING.md");
        }
        Path program = Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("kubectl is not installed, and this benchmark compares with it:"
                        + " https://kubernetes.io/docs/tasks/tools/"));
        return new Kubectl(program, Path.of(kubeconfig).toAbsolutePath());
    }

    String run(String... arguments) throws IOException {
        return Tool.output(Map.of(), command(arguments)).strip();
    }

    /// Runs it beside the benchmark.
    Program start(Path log, String... arguments) throws IOException {
        return Program.start(log, command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
