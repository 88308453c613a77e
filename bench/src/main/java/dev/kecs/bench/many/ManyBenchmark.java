package dev.kecs.bench.many;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.process.Usage;
import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A thousand forwards from one file: applied, applied again, listed and stopped.
public final class ManyBenchmark implements Benchmark {
    private static final int FORWARDS = 1_000;
    private static final int SERVICES = 20;
    private static final int ROUNDS = 5;
    private static final double FIRST_MILLIS = 3_000;
    private static final double AGAIN_MILLIS = 500;
    private static final double LIST_MILLIS = 250;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "many";
    }

    /// What one round took, in milliseconds, and what the agent held while the forwards were there.
    private record Round(double first, double again, double list, double down, Usage agent) {}

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        String forwards = IntStream.range(0, FORWARDS)
                .mapToObj(number -> "  - {name: forward-" + number + ", type: service, cluster: bench, service: web-"
                        + number % SERVICES + ", localPort: 0, targetPort: 8080}\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(workplace.resolve("many.yaml"), "version: \"1\"\nforwards:\n" + forwards);
        List<Round> rounds = new ArrayList<>();
        for (int number = 0; number < ROUNDS; number++) {
            rounds.add(round(image, workplace.resolve("round-" + number), file.toString()));
        }
        return report(rounds);
    }

    private static Round round(Path image, Path home, String file) throws IOException {
        try (Kecs kecs = new Kecs(image, home)) {
            kecs.start();
            serve(kecs);
            double first = kecs.time("port-forward", "run", "--config", file, "--wait");
            double again = kecs.time("port-forward", "run", "--config", file, "--wait");
            double list = kecs.time("port-forward", "list", "-o", "json");
            Usage agent = Usage.of(kecs.agentPid());
            return new Round(first, again, list, kecs.time("port-forward", "down", "--config", file), agent);
        }
    }

    /// Services with a task each; one forward that was ready says that a service's task serves.
    private static void serve(Kecs kecs) throws IOException {
        try (ApiConnection api = new ApiConnection(kecs.apiPort())) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"bench","networkMode":"awsvpc","containerDefinitions":[{"name":"echo","image":"kecs/echo",\
                    "memory":64,"essential":true,"portMappings":[{"containerPort":8080}]}]}""");
            for (int number = 0; number < SERVICES; number++) {
                api.call("CreateService", """
                        {"cluster":"bench","serviceName":"web-%d","taskDefinition":"bench","desiredCount":1,\
                        "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],\
                        "assignPublicIp":"ENABLED"}}}""".formatted(number));
            }
        }
        for (int number = 0; number < SERVICES; number++) {
            kecs.run(
                    "port-forward", "start", "service", "bench/web-" + number, "--local-port", "0", "--timeout", "60s");
        }
        kecs.run("port-forward", "stop", "--all");
        kecs.run("port-forward", "restart-agent");
    }

    private static Report report(List<Round> rounds) {
        Samples first = samples(rounds, Round::first);
        Samples again = samples(rounds, Round::again);
        Samples list = samples(rounds, Round::list);
        return new Report(
                "%,d forwards from one file".formatted(FORWARDS),
                """
                Wall time of whole commands of the packaged image, each a process of its own, with a file of %,d forwards to
                %d services with a task each. %d rounds, each with a fresh instance and a fresh agent: nothing of the agent
                is warm when the first command comes. Median (smallest–largest). There is no other side to these: no rival
                keeps its forwards in a file and across restarts.
                """.formatted(FORWARDS, SERVICES, ROUNDS),
                List.of(
                        new Table(
                                List.of("command", "ms"),
                                List.of(
                                        List.of("kecs port-forward run --config F --wait", first.show(0)),
                                        List.of("the same again, which changes nothing", again.show(0)),
                                        List.of("kecs port-forward list -o json", list.show(0)),
                                        List.of(
                                                "kecs port-forward down --config F",
                                                samples(rounds, Round::down).show(0)))),
                        new Table(
                                List.of("with all of them", "resident MB", "threads"),
                                List.of(List.of(
                                        "kecs-agent",
                                        samples(rounds, round -> round.agent().residentBytes() / MEGABYTE)
                                                .show(1),
                                        samples(rounds, round -> round.agent().threads())
                                                .show(0))))),
                List.of(
                        Figure.atMost("run --wait ≤ 3 s", first.median(), FIRST_MILLIS, "ms"),
                        Figure.atMost("second run ≤ 0.5 s", again.median(), AGAIN_MILLIS, "ms"),
                        Figure.atMost("list -o json ≤ 250 ms", list.median(), LIST_MILLIS, "ms")));
    }

    private static Samples samples(List<Round> rounds, ToDoubleFunction<Round> part) {
        return new Samples(rounds.stream().mapToDouble(part).boxed().toList());
    }
}
