package dev.kecs.cli.demo;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The service `demo/web` of the instance `demo`.
///
/// @param ecs the instance's API
record DemoService(EcsCalls ecs) {

    static final int DESIRED = 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAMED = "{\"cluster\":\"demo\",\"services\":[\"web\"]}";

    /// Creates what is missing of cluster, task definition and service.
    ///
    /// @return whether the service was there already
    boolean ensure(Path taskDefinition) throws InterruptedException {
        ecs.call("CreateCluster", "{\"clusterName\":\"demo\"}");
        if (described().path("status").asString("").equals("ACTIVE")) {
            return true;
        }
        ecs.call("RegisterTaskDefinition", read(taskDefinition));
        ecs.call("CreateService", """
                {"cluster":"demo","serviceName":"web","taskDefinition":"webapp","desiredCount":2,
                 "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"ENABLED"}}}
                """);
        return false;
    }

    /// Waits until the service has all its tasks running.
    void awaitSteady() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (described().path("runningCount").asInt(0) < DESIRED) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.TIMED_OUT,
                        "demo/web has not " + DESIRED + " running tasks after " + LIMIT.toSeconds() + " s: "
                                + described()
                                        .path("events")
                                        .path(0)
                                        .path("message")
                                        .asString(""),
                        "Look at: kecs status --instance demo");
            }
            Thread.sleep(20);
        }
    }

    /// The ids of the running tasks.
    List<String> tasks() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        JsonNode listed =
                ecs.call("ListTasks", "{\"cluster\":\"demo\",\"serviceName\":\"web\",\"desiredStatus\":\"RUNNING\"}");
        for (JsonNode arn : listed.path("taskArns")) {
            ids.add(arn.asString().substring(arn.asString().lastIndexOf('/') + 1));
        }
        return ids;
    }

    private JsonNode described() throws InterruptedException {
        return ecs.call("DescribeServices", NAMED).path("services").path(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " cannot be read: " + unreadable, "Unpack the archive anew.");
        }
    }
}
