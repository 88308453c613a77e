package dev.kecs.bench.api;

import dev.kecs.bench.product.ApiConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int CALLS = 1_500;
    private static final int UNMEASURED_CALLS = 500;
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

    /// One cluster, one task definition of the built-in image, and a hundred services that want no task.
    void prepare() throws IOException {
        try (ApiConnection api = connect()) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"bench","networkMode":"bridge","containerDefinitions":[{"name":"echo","image":"kecs/echo",\
                    "memory":64,"essential":true,"portMappings":[{"containerPort":8080}]}]}""");
            for (int i = 0; i < SERVICES; i++) {
                long begin = System.nanoTime();
                createService(api, "idle-" + i, 0);
                take(Metric.CREATE_SERVICE, (System.nanoTime() - begin) / 1e6);
            }
        }
    }

    static void createService(ApiConnection api, String service, int desired) throws IOException {
        api.call("CreateService", """
                {"cluster":"bench","serviceName":"%s","taskDefinition":"bench","desiredCount":%d}""".formatted(service, desired));
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
        double[] times = new double[CALLS];
        for (int i = -UNMEASURED_CALLS; i < CALLS; i++) {
            String body = body(Math.floorMod(i + round, SERVICES), services);
            long begin = System.nanoTime();
            api.call("DescribeServices", body);
            if (i >= 0) {
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[CALLS / 2];
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
