package dev.kecs.bench.api;

import dev.kecs.bench.Benchmark;
import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import dev.kecs.bench.report.Figure;
import dev.kecs.bench.report.Report;
import dev.kecs.bench.report.Samples;
import dev.kecs.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The ECS API beside moto's server: how long until a service's first task runs, and DescribeServices at 100 services.
public final class ApiBenchmark implements Benchmark {
    private static final int ROUNDS = 3;
    private static final int FIRST_TASKS = 10;
    private static final double FIRST_TASK_MILLIS = 500;
    private static final double DESCRIBE_MILLIS = 2;
    private static final double DESCRIBES_PER_SECOND = 2_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final String TASK_DEFINITION = """
            {"family":"bench","networkMode":"awsvpc","containerDefinitions":[{"name":"echo","image":"kecs/echo",\
            "memory":64,"essential":true,"portMappings":[{"containerPort":8080}]}]}""";
    private static final Pattern TASK = Pattern.compile("arn:aws:ecs:[^\"]*:task/[^\"]*");

    @Override
    public String name() {
        return "api";
    }

    @Override
    public Report run(Path image, Path workplace) throws Exception {
        String missing = Moto.missing();
        if (missing != null) {
            return against(image, workplace, List.of(), "There is no other side, as moto cannot be had: " + missing);
        }
        try (Moto moto = Moto.start(workplace)) {
            return against(image, workplace, List.of(new Server("moto " + Moto.VERSION, moto.port())), "");
        }
    }

    private static Report against(Path image, Path workplace, List<Server> rivals, String remark) throws Exception {
        try (Kecs instance = new Kecs(image, workplace.resolve("home"))) {
            instance.start();
            Server kecs = new Server("kecs", instance.apiPort());
            List<Server> all = Stream.concat(Stream.of(kecs), rivals.stream()).toList();
            for (Server server : all) {
                server.prepare();
            }
            try (ApiConnection api = kecs.connect()) {
                api.call("RegisterTaskDefinition", TASK_DEFINITION);
            }
            for (int i = 0; i < FIRST_TASKS; i++) {
                kecs.take(Server.Metric.FIRST_TASK_RUNNING, firstTaskMillis(kecs, "first-" + i));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Server server : all) {
                    server.describe(round);
                }
            }
            return report(kecs, all, remark);
        }
    }

    /// From sending CreateService to the first answer of DescribeTasks that says RUNNING; then the service is deleted
    /// and
    /// its task awaited, so that the next one starts on an idle machine.
    private static double firstTaskMillis(Server server, String service) throws IOException {
        try (ApiConnection api = server.connect()) {
            long begin = System.nanoTime();
            api.call("CreateService", """
                    {"cluster":"bench","serviceName":"%s","taskDefinition":"bench","desiredCount":1,\
                    "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}""".formatted(service));
            String list = "{\"cluster\":\"bench\",\"serviceName\":\"" + service + "\"}";
            Matcher task = TASK.matcher(api.call("ListTasks", list));
            while (!task.find()) {
                requirePatience(begin, "no task of " + service);
                task = TASK.matcher(api.call("ListTasks", list));
            }
            String describe = "{\"cluster\":\"bench\",\"tasks\":[\"" + task.group() + "\"]}";
            while (!api.call("DescribeTasks", describe).contains("\"lastStatus\":\"RUNNING\"")) {
                requirePatience(begin, task.group() + " does not run");
            }
            double millis = (System.nanoTime() - begin) / 1e6;
            api.call("DeleteService", "{\"cluster\":\"bench\",\"service\":\"" + service + "\",\"force\":true}");
            while (TASK.matcher(api.call("ListTasks", "{\"cluster\":\"bench\"}"))
                    .find()) {
                requirePatience(begin, "a task of the deleted " + service + " goes on");
            }
            return millis;
        }
    }

    private static void requirePatience(long begin, String what) throws IOException {
        if (System.nanoTime() - begin > PATIENCE_NANOS) {
            throw new IOException(what + " after 30 s");
        }
    }

    private static Report report(Server kecs, List<Server> all, String remark) {
        List<List<String>> rows = all.stream()
                .map(server -> Stream.concat(
                                Stream.of(server.name()),
                                Stream.of(Server.Metric.values()).map(metric -> cell(server.of(metric))))
                        .toList())
                .toList();
        return new Report(
                "ECS API",
                """
                Both servers hold one cluster with 100 services that want no task. CreateService is timed while these are
                made. Then %d services with one task of `kecs/echo` each are created one after the other and their task
                polled without a pause until it is RUNNING (moto starts no task for a service). DescribeServices: %d
                rounds, the servers taking turns, each the median of the calls of 2 s on one kept-alive connection; the rate
                is of two clients on a connection each for 3 s. Median (smallest–largest). %s
                """.formatted(FIRST_TASKS, ROUNDS, remark),
                List.of(new Table(
                        List.of(
                                "server",
                                "CreateService, ms",
                                "CreateService to RUNNING, ms",
                                "DescribeServices of 1, p50 ms",
                                "of 10, p50 ms",
                                "of 1 by two clients, calls/s"),
                        rows)),
                List.of(
                        Figure.atMost(
                                "CreateService to first task RUNNING ≤ 500 ms",
                                median(kecs, Server.Metric.FIRST_TASK_RUNNING),
                                FIRST_TASK_MILLIS,
                                "ms"),
                        Figure.atMost(
                                "DescribeServices p50 ≤ 2 ms at 100 services (1 described)",
                                median(kecs, Server.Metric.DESCRIBE_ONE),
                                DESCRIBE_MILLIS,
                                "ms"),
                        Figure.atMost(
                                "the same, 10 described",
                                median(kecs, Server.Metric.DESCRIBE_TEN),
                                DESCRIBE_MILLIS,
                                "ms"),
                        Figure.atLeast(
                                "≥ 2,000 DescribeServices/s with two clients",
                                median(kecs, Server.Metric.DESCRIBES_PER_SECOND),
                                DESCRIBES_PER_SECOND,
                                "calls/s")));
    }

    private static double median(Server server, Server.Metric metric) {
        return new Samples(server.of(metric)).median();
    }

    private static String cell(List<Double> values) {
        return values.isEmpty() ? "–" : new Samples(values).show(2);
    }
}
