package dev.kecs.bench.relay;

import dev.kecs.bench.process.Tool;
import dev.kecs.bench.process.Usage;
import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import dev.kecs.bench.traffic.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The product itself: an instance of the packaged image whose one task is the benchmark's target, and a
/// forward to it. What is measured is the image's kecs-agent, started by `kecs port-forward start` as for
/// every user.
///
/// @param port the forward's local port
/// @param targetPort where the task listens, at every address
record AgentRelay(Kecs kecs, int port, int targetPort) implements Relay {
    private static final Pattern LOCAL_PORT = Pattern.compile("\"localPort\"\\s*:\\s*(\\d+)");
    private static final Pattern ENDPOINT_PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d+)");

    private static final Pattern HEAP_TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    static AgentRelay start(Path image, Path workplace) throws IOException {
        Kecs kecs = new Kecs(image, workplace.resolve("home"));
        boolean started = false;
        try {
            kecs.configure("""
                    images:
                      bench/target:
                        command:
                          - %s
                          - -XX:+UseSerialGC
                          - -XX:MaxDirectMemorySize=512m
                          - -cp
                          - "%s"
                          - %s
                          - target
                        bind: any
                    """.formatted(
                            Path.of(System.getProperty("java.home"), "bin", "java"),
                            absoluteClassPath(),
                            Main.class.getName()));
            kecs.start();
            createService(kecs);
            kecs.run("port-forward", "start", "service", "bench/target", "--local-port", "0", "--timeout", "30s");
            String forward = kecs.run("port-forward", "list", "-o", "json");
            AgentRelay relay = new AgentRelay(kecs, number(LOCAL_PORT, forward), number(ENDPOINT_PORT, forward));
            started = true;
            return relay;
        } finally {
            if (!started) {
                kecs.close();
            }
        }
    }

    /// A task starts in a directory of its own.
    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void createService(Kecs kecs) throws IOException {
        try (ApiConnection api = new ApiConnection(kecs.apiPort())) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"target","networkMode":"awsvpc","cpu":"256","memory":"512","containerDefinitions":[\
                    {"name":"target","image":"bench/target","portMappings":[{"containerPort":8080}]}]}""");
            api.call("CreateService", """
                    {"cluster":"bench","serviceName":"target","taskDefinition":"target","desiredCount":1,\
                    "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}""");
        }
    }

    private static int number(Pattern pattern, String json) throws IOException {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + json);
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public String name() {
        return "kecs";
    }

    @Override
    public Usage usage() {
        try {
            return Usage.of(kecs.agentPid());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What is reachable in the agent's heap, after a full collection.
    long liveHeapBytes() throws IOException {
        String histogram = Tool.output(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                "" + kecs.agentPid(),
                "GC.class_histogram");
        Matcher total = HEAP_TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("no total in:\n" + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() {
        try {
            kecs.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
