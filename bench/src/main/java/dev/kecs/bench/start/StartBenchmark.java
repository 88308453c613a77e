package dev.kecs.bench.start;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.process.Usage;
import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `kecs start` until ready, `kecs port-forward list`, and the agent at rest with one forward.
public final class StartBenchmark implements Benchmark {
    private static final int STARTS = 5;
    private static final int LISTS = 20;
    private static final long REST_MILLIS = 20_000;
    private static final double START_MILLIS = 1_500;
    private static final double LIST_MILLIS = 120;
    private static final double IDLE_MEGABYTES = 64;
    private static final double NO_CPU_SECONDS = 0.02;
    private static final double MEGABYTE = 1e6;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (Kecs kecs = new Kecs(image, workplace.resolve("start-" + i))) {
                first.add(kecs.time("start", "--api-port", "0"));
                kecs.run("stop");
                again.add(kecs.time("start"));
            }
        }
        try (Kecs kecs = new Kecs(image, workplace.resolve("rest"))) {
            kecs.start();
            forward(kecs);
            List<Double> lists = new ArrayList<>();
            kecs.run("port-forward", "list");
            for (int i = 0; i < LISTS; i++) {
                lists.add(kecs.time("port-forward", "list"));
            }
            return report(new Samples(first), new Samples(again), new Samples(lists), rest(kecs));
        }
    }

    /// What the agent and the server hold and use while nothing is asked of them.
    private record Rest(Usage agent, Usage server, double agentCpu, double serverCpu) {}

    private static Rest rest(Kecs kecs) throws IOException, InterruptedException {
        Usage agent = Usage.of(kecs.agentPid());
        Usage server = Usage.ofOne(kecs.serverPid());
        Thread.sleep(REST_MILLIS);
        Usage agentLater = Usage.of(kecs.agentPid());
        Usage serverLater = Usage.ofOne(kecs.serverPid());
        return new Rest(
                agentLater,
                serverLater,
                agentLater.cpuSeconds() - agent.cpuSeconds(),
                serverLater.cpuSeconds() - server.cpuSeconds());
    }

    private static void forward(Kecs kecs) throws IOException {
        try (ApiConnection api = new ApiConnection(kecs.apiPort())) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"bench","networkMode":"awsvpc","containerDefinitions":[{"name":"echo","image":"kecs/echo",\
                    "memory":64,"essential":true,"portMappings":[{"containerPort":8080}]}]}""");
            api.call("CreateService", """
                    {"cluster":"bench","serviceName":"web","taskDefinition":"bench","desiredCount":1,\
                    "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}""");
        }
        kecs.run("port-forward", "start", "service", "bench/web", "--local-port", "0", "--timeout", "30s");
    }

    private static Report report(Samples first, Samples again, Samples lists, Rest rest) {
        return new Report(
                "Start, list, rest",
                """
                Wall time of whole commands of the packaged image, each a process of its own. `kecs start` returns when the
                API answers: %d times in a fresh `KECS_HOME`, each followed by a stop and a second start. `port-forward
                list` %d times with one forward. Then nothing is asked for %d s. Median (smallest–largest). There is no
                other side to these: no rival does the same.
                """.formatted(STARTS, LISTS, REST_MILLIS / 1000),
                List.of(
                        new Table(
                                List.of("command", "ms"),
                                List.of(
                                        List.of("kecs start, fresh home", first.show(0)),
                                        List.of("kecs start, second time", again.show(0)),
                                        List.of("kecs port-forward list", lists.show(0)))),
                        new Table(
                                List.of("at rest", "resident MB", "threads", "CPU s in 20 s"),
                                List.of(
                                        row("kecs-agent", rest.agent(), rest.agentCpu()),
                                        row("kecs-server", rest.server(), rest.serverCpu())))),
                List.of(
                        Figure.atMost("kecs start to ready ≤ 1.5 s, fresh home", first.median(), START_MILLIS, "ms"),
                        Figure.atMost("kecs start to ready ≤ 1.5 s, second time", again.median(), START_MILLIS, "ms"),
                        Figure.atMost("port-forward list ≤ 120 ms", lists.median(), LIST_MILLIS, "ms"),
                        Figure.atMost(
                                "agent idle ≤ 64 MB resident",
                                rest.agent().residentBytes() / MEGABYTE,
                                IDLE_MEGABYTES,
                                "MB"),
                        Figure.atMost(
                                "agent idle uses no CPU (2 ticks in 20 s at most)",
                                rest.agentCpu(),
                                NO_CPU_SECONDS,
                                "s")));
    }

    private static List<String> row(String name, Usage usage, double cpu) {
        return List.of(
                name, Samples.show(usage.residentBytes() / MEGABYTE, 1), "" + usage.threads(), Samples.show(cpu, 2));
    }
}
