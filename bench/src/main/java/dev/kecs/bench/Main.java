package dev.kecs.bench;

import dev.kecs.bench.api.ApiBenchmark;
import dev.kecs.bench.many.ManyBenchmark;
import dev.kecs.bench.pods.KubectlBenchmark;
import dev.kecs.bench.recovery.RecoveryBenchmark;
import dev.kecs.bench.relay.IdleBenchmark;
import dev.kecs.bench.relay.RelayBenchmark;
import dev.kecs.bench.report.Machine;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.ResultsPage;
import dev.kecs.bench.start.StartBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs the benchmarks named in the arguments, or all; prints each result and writes it into
/// `docs/benchmarks.md`. Started by `bench/run` in the root of a built checkout. Ends with 0 also when a figure is
/// missed: a benchmark is no test. With `small` it runs the side-by-side one in seconds, with `small kubectl` that
/// with pods, and only prints it.
public final class Main {
    private static final String SMALL = "small";
    private static final String KUBECTL = "kubectl";
    private static final List<Benchmark> BENCHMARKS = List.of(
            new StartBenchmark(),
            new ManyBenchmark(),
            new ApiBenchmark(),
            new RecoveryBenchmark(),
            RelayBenchmark.whole(),
            new IdleBenchmark(),
            KubectlBenchmark.whole(System.getenv()));

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> names = BENCHMARKS.stream().map(Benchmark::name).toList();
        List<String> wanted = arguments.length == 0 || Arrays.asList(arguments).equals(List.of("all"))
                ? names
                : Arrays.asList(arguments);
        boolean small = wanted.equals(List.of(SMALL)) || wanted.equals(List.of(SMALL, KUBECTL));
        if (!small && !names.containsAll(wanted)) {
            System.err.println("usage: bench/run [all|" + String.join("|", names) + "]… | bench/run small [kubectl]");
            System.exit(2);
        }
        Path built = Path.of("packaging", "target").toAbsolutePath();
        Path image = built.resolve(Files.readString(built.resolve("image.name")).strip());
        if (small) {
            Benchmark tried =
                    wanted.contains(KUBECTL) ? KubectlBenchmark.small(System.getenv()) : RelayBenchmark.small();
            System.out.println(tried.run(image, workplace(tried)).markdown());
            return;
        }
        ResultsPage page = new ResultsPage(Path.of("docs", "benchmarks.md"));
        for (Benchmark benchmark : BENCHMARKS) {
            if (wanted.contains(benchmark.name())) {
                System.out.println(page.file() + ": " + benchmark.name() + " …");
                String machine = Machine.describe();
                Report report = benchmark.run(image, workplace(benchmark));
                System.out.println(report.markdown());
                page.put(benchmark.name(), report.markdown() + "\n" + machine);
                long missed = report.figures().stream()
                        .filter(figure -> !figure.reached())
                        .count();
                System.out.println(benchmark.name() + ": " + (report.figures().size() - missed) + " reached, " + missed
                        + " missed");
            }
        }
    }

    /// Short, for the sockets in it.
    private static Path workplace(Benchmark benchmark) throws IOException {
        return Files.createTempDirectory("kecs-bench-" + benchmark.name());
    }
}
