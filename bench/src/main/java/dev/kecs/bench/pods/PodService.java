package dev.kecs.bench.pods;

import dev.kecs.bench.product.ApiConnection;
import dev.kecs.bench.product.Kecs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An instance whose one task is a pod with nginx, and a forward to it.
///
/// | request | answer |
/// |---|---|
/// | `GET /large` | 1 GiB |
/// | `GET /` | two bytes, and the server's end of the connection |
/// | much that is no request | an error before all was read, and a reset |
///
/// @param task its id
/// @param local the forward's address
/// @param direct the address at which the agent reaches the pod: a node's, and a node port
record PodService(Kubectl kubectl, Kecs kecs, String task, InetSocketAddress local, InetSocketAddress direct)
        implements AutoCloseable {
    static final int PORT = 8080;
    static final long LARGE = 1L << 30;

    private static final Pattern TASK = Pattern.compile("\"task\"\\s*:\\s*\"([0-9a-f]+)\"");
    private static final Pattern LOCAL_PORT = Pattern.compile("\"localPort\"\\s*:\\s*(\\d+)");
    private static final Pattern ADDRESS = Pattern.compile("\"address\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ENDPOINT_PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d+)");
    private static final Pattern ENDPOINTS = Pattern.compile("\"endpoints\"\\s*:\\s*(\\[.*)", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f]+)\"");

    private static final String SCRIPT = """
            mkdir -p /tmp/www && truncate -s 1G /tmp/www/large && echo k > /tmp/www/index.html
            cat > /tmp/nginx.conf <<'EOF'
            pid /tmp/nginx.pid;
            error_log /dev/null;
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              keepalive_timeout 0;
              lingering_close off;
              server { listen %d backlog=4096; root /tmp/www; }
            }
            EOF
            exec nginx -c /tmp/nginx.conf -g 'daemon off;'
            """.formatted(PORT);

    static PodService start(Path image, Path workplace, Kubectl kubectl) throws IOException {
        Kecs kecs = new Kecs(image, workplace.resolve("home"));
        boolean started = false;
        try {
            kecs.configure("kubernetes:\n  kubeconfig: " + kubectl.kubeconfig() + "\n");
            kecs.run("start", "--api-port", "0", "--engine", "kubernetes");
            createService(kecs);
            kecs.run("port-forward", "start", "service", "bench/pod", "--local-port", "0", "--timeout", "90s");
            String forward = kecs.run("port-forward", "list", "-o", "json");
            String endpoints = first(ENDPOINTS, forward);
            PodService service = new PodService(
                    kubectl,
                    kecs,
                    first(TASK, endpoints),
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(first(LOCAL_PORT, forward))),
                    new InetSocketAddress(
                            InetAddress.ofLiteral(first(ADDRESS, endpoints)),
                            Integer.parseInt(first(ENDPOINT_PORT, endpoints))));
            started = true;
            return service;
        } finally {
            if (!started) {
                end(kubectl, kecs);
            }
        }
    }

    private static void createService(Kecs kecs) throws IOException {
        try (ApiConnection api = new ApiConnection(kecs.apiPort())) {
            api.call("CreateCluster", "{\"clusterName\":\"bench\"}");
            api.call("RegisterTaskDefinition", """
                    {"family":"pod","networkMode":"awsvpc","containerDefinitions":[{"name":"web","image":"nginx","memoryReservation":128,\
                    "entryPoint":["sh","-c"],"command":["%s"],"portMappings":[{"containerPort":%d}]}]}""".formatted(SCRIPT.replace("\n", "\\n"), PORT));
            api.call("CreateService", """
                    {"cluster":"bench","serviceName":"pod","taskDefinition":"pod","desiredCount":1,\
                    "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}""");
        }
    }

    /// The pod's name.
    String pod() {
        return "kecs-task-" + task;
    }

    String namespace() throws IOException {
        return kubectl.run(
                "get",
                "pods",
                "--all-namespaces",
                "-l",
                "kecs.dev/task=" + task,
                "-o",
                "jsonpath={.items[0].metadata.namespace}");
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    /// Ends the instance, and removes what it made in the Kubernetes cluster.
    private static void end(Kubectl kubectl, Kecs kecs) throws IOException {
        Path memory = kecs.file("kubernetes.json");
        String mark = Files.exists(memory) ? first(MARK, Files.readString(memory)) : "";
        kecs.close();
        if (!mark.isEmpty()) {
            kubectl.run("delete", "namespaces", "-l", "kecs.dev/instance-id=" + mark, "--wait=false");
        }
    }

    @Override
    public void close() throws IOException {
        end(kubectl, kecs);
    }
}
