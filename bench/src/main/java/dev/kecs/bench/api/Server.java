package dev.kecs.bench.api;

import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.report.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One server under test and what was measured of it. Owned by the benchmark's thread.
final class Server {
    private static final int SERVICES = 100;
    private static final long UNMEASURED_NANOS = 500_000_000L;
    private static final long CALLS_NANOS = 2_000_000_000L;
    private static final int CLIENTS = 2;
    private static final long RATE_NANOS = 3_000_000_000L;

    enum Metric {
        CREATE_SERVICE,
        FIRST_TASK_RUNNING,
        DESCRIBE_ONE,
        DESCRIBE_TEN,
        DESCRIBES_PER_SECOND
    }

    private final String name;
    private final int port;
    private final Map<Metric, List<Double>> taken = new EnumMap<>(Metric.class);

    Server(String name, int port) {
        this.name = name;
        this.port = port;
    }

    String name() {
        return name;
    }

    List<Double> of(Metric metric) {
        return taken.getOrDefault(metric, List.of());
    }

    void take(Metric metric, double value) {
        taken.computeIfAbsent(metric, key -> new ArrayList<>()).add(value);
    }

    ApiConnection connect() {
        return new ApiConnection(port);
    }

    /// One cluster and a hundred services that want no task. They name no subnet, since a server may know none.
    void prepare() throws IOException {
        try (ApiConnection api = connect()) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"idle","containerDefinitions":[{"name":"echo","image":"kecs/echo",\
                    "memory":64,"essential":true,"portMappings":[{"containerPort":8080}]}]}""");
            for (int i = 0; i < SERVICES; i++) {
                long begin = System.nanoTime();
                api.call("CreateService", """
                        {"cluster":"bench","serviceName":"idle-%d","taskDefinition":"idle","desiredCount":0}""".formatted(i));
                take(Metric.CREATE_SERVICE, (System.nanoTime() - begin) / 1e6);
            }
        }
    }

    /// One round of DescribeServices: the median time for one service and for ten, and how many a second two clients
    /// get.
    void describe(int round) throws Exception {
        try (ApiConnection api = connect()) {
            take(Metric.DESCRIBE_ONE, medianMillis(api, round, 1));
            take(Metric.DESCRIBE_TEN, medianMillis(api, round, 10));
        }
        take(Metric.DESCRIBES_PER_SECOND, rate());
    }

    private static double medianMillis(ApiConnection api, int round, int services) throws IOException {
        List<Double> times = new ArrayList<>();
        long from = System.nanoTime() + UNMEASURED_NANOS;
        for (int i = round; System.nanoTime() - from < CALLS_NANOS; i++) {
            String body = body(i % SERVICES, services);
            long begin = System.nanoTime();
            api.call("DescribeServices", body);
            if (begin - from >= 0) {
                times.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return new Samples(times).median();
    }

    private double rate() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            long begin = System.nanoTime();
            Callable<Integer> client = () -> {
                int calls = 0;
                try (ApiConnection api = connect()) {
                    while (System.nanoTime() - begin < RATE_NANOS) {
                        api.call("DescribeServices", body(calls % SERVICES, 1));
                        calls++;
                    }
                }
                return calls;
            };
            int calls = 0;
            for (Future<Integer> done : clients.invokeAll(List.of(client, client))) {
                calls += done.get();
            }
            return calls * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static String body(int first, int services) {
        return IntStream.range(0, services)
                .mapToObj(i -> "\"idle-" + (first + i) % SERVICES + "\"")
                .collect(Collectors.joining(",", "{\"cluster\":\"bench\",\"services\":[", "]}"));
    }
}
