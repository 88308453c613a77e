package dev.kecs.bench.recovery;

import dev.kecs.bench.process.Tool;
import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service of one task that sends back what it gets, and a forward to it. The task is socat, which listens within a
/// few
/// milliseconds: a slower program would be what is measured.
///
/// @param port the forward's local port
record EchoService(Kecs kecs, ApiConnection api, int port) implements AutoCloseable {
    private static final Pattern LOCAL_PORT = Pattern.compile("\"localPort\"\\s*:\\s*(\\d+)");
    private static final Pattern TASK = Pattern.compile("\"task\"\\s*:\\s*\"([0-9a-f]+)\"");
    private static final Pattern STARTED_AT = Pattern.compile("\"startedAt\"\\s*:\\s*([0-9.]+)");

    static EchoService start(Path image, Path workplace) throws IOException {
        Kecs kecs = new Kecs(image, workplace.resolve("home"));
        boolean started = false;
        try {
            kecs.configure("""
                    images:
                      bench/echo:
                        command:
                          - sh
                          - -c
                          - exec %s TCP-LISTEN:$PORT,bind=$KECS_TASK_IP,reuseaddr,fork PIPE
                    """.formatted(Tool.require("socat")));
            kecs.start();
            ApiConnection api = new ApiConnection(kecs.apiPort());
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"echo","networkMode":"awsvpc","cpu":"256","memory":"512","containerDefinitions":[\
                    {"name":"echo","image":"bench/echo","portMappings":[{"containerPort":8080}]}]}""");
            api.call("CreateService", """
                    {"cluster":"bench","serviceName":"echo","taskDefinition":"echo","desiredCount":1,\
                    "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}""");
            kecs.run("port-forward", "start", "service", "bench/echo", "--local-port", "0", "--timeout", "30s");
            EchoService service = new EchoService(
                    kecs, api, Integer.parseInt(first(LOCAL_PORT, kecs.run("port-forward", "list", "-o", "json"))));
            started = true;
            return service;
        } finally {
            if (!started) {
                kecs.close();
            }
        }
    }

    /// The task that the forward leads to now.
    String task() throws IOException {
        return first(TASK, kecs.run("port-forward", "list", "-o", "json"));
    }

    /// When it came to RUNNING, in milliseconds since 1970, as DescribeTasks says.
    double startedAtMillis(String task) throws IOException {
        String answer = api.call("DescribeTasks", "{\"cluster\":\"bench\",\"tasks\":[\"" + task + "\"]}");
        return Double.parseDouble(first(STARTED_AT, answer)) * 1000;
    }

    /// Sends SIGKILL to the task's program.
    void kill(String task) throws IOException {
        long pid = kecs.containerPid(task, "echo");
        ProcessHandle.of(pid)
                .orElseThrow(() -> new IOException("task " + task + " has no process " + pid))
                .destroyForcibly();
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws IOException {
        api.close();
        kecs.close();
    }
}
