package dev.kecs.packaging.training;

import dev.kecs.protocol.control.ControlMethods;
import dev.kecs.protocol.control.ServerStatus;
import dev.kecs.protocol.control.Shutdown;
import dev.kecs.protocol.handshake.Hello;
import dev.kecs.protocol.method.Empty;
import dev.kecs.protocol.paths.InstanceName;
import dev.kecs.protocol.paths.InstancePaths;
import dev.kecs.protocol.rpc.JsonRpcClient;
import dev.kecs.protocol.rpc.RpcException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Runs `kecs-server` through a few requests to its API and ends it as `kecs stop` does.
public final class ServerTraining {
    private static final int TRIES = 2000;
    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(10);

    private ServerTraining() {}

    /// The server's arguments after its main class.
    public static List<String> arguments(Path home) {
        return List.of("--home", home.toString(), "--instance", "default", "--api-port", "0");
    }

    /// @param command the training run's command line
    public static void run(List<String> command, Path home) throws IOException, InterruptedException {
        InstancePaths paths = InstancePaths.of(home, InstanceName.DEFAULT);
        paths.create();
        Process server = new ProcessBuilder(command).inheritIO().start();
        try {
            // The server ends when the one who asked it to has hung up.
            try (JsonRpcClient client = connect(paths, server)) {
                ServerStatus status = client.call(ControlMethods.SERVER_STATUS, new Empty());
                use(URI.create("http://127.0.0.1:" + status.apiPort() + "/"));
                client.call(ControlMethods.SERVER_SHUTDOWN, new Shutdown(false, false));
            }
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                throw new IOException("the server was asked to end, but did not");
            }
        } catch (RpcException refused) {
            throw new IOException("the server refused its training: " + refused.getMessage(), refused);
        } finally {
            server.destroyForcibly();
        }
    }

    private static JsonRpcClient connect(InstancePaths paths, Process server) throws IOException, RpcException {
        for (int i = 0; i < TRIES && server.isAlive(); i++) {
            try {
                return JsonRpcClient.connect(paths.controlSocket(), Hello.as("cli"));
            } catch (IOException notYet) {
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
        }
        throw new IOException("kecs-server did not start");
    }

    private static void use(URI api) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            call(client, api, "CreateCluster", "{\"clusterName\":\"training\"}");
            call(client, api, "DescribeClusters", "{\"clusters\":[\"training\"]}");
            call(
                    client,
                    api,
                    "RegisterTaskDefinition",
                    "{\"family\":\"training\",\"networkMode\":\"awsvpc\",\"containerDefinitions\":"
                            + "[{\"name\":\"web\",\"image\":\"none\",\"memory\":64,\"portMappings\":[{\"containerPort\":8080}]}]}");
            call(
                    client,
                    api,
                    "CreateService",
                    "{\"cluster\":\"training\",\"serviceName\":\"web\",\"taskDefinition\":\"training\","
                            + "\"desiredCount\":1,\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[\"s\"]}}}");
            for (String operation : List.of("DescribeServices", "DescribeServices", "DeleteService")) {
                String services = operation.equals("DeleteService")
                        ? "\"service\":\"web\",\"force\":true"
                        : "\"services\":[\"web\"]";
                call(client, api, operation, "{\"cluster\":\"training\"," + services + "}");
            }
        }
    }

    private static void call(HttpClient client, URI api, String operation, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(api)
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(operation + " answered " + answer.statusCode() + " " + answer.body());
        }
    }
}
