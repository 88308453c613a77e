package dev.kecs.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kecs.api.BootedApi;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent to an operation, the answer is never a server error.
class RandomRequestsTest {
    private static final int REQUESTS = 60;

    private static final List<String> MEMBERS = List.of(
            "cluster",
            "clusterName",
            "clusters",
            "service",
            "serviceName",
            "services",
            "task",
            "tasks",
            "taskDefinition",
            "taskDefinitions",
            "family",
            "familyPrefix",
            "containerDefinitions",
            "name",
            "image",
            "value",
            "principalArn",
            "desiredCount",
            "count",
            "maxResults",
            "nextToken",
            "networkConfiguration",
            "awsvpcConfiguration",
            "subnets",
            "assignPublicIp",
            "deploymentConfiguration",
            "maximumPercent",
            "minimumHealthyPercent",
            "launchType",
            "schedulingStrategy",
            "cpu",
            "memory",
            "portMappings",
            "containerPort",
            "dependsOn",
            "containerName",
            "condition",
            "healthCheck",
            "command",
            "interval",
            "tags",
            "key",
            "tagKeys",
            "resourceArn",
            "settings",
            "overrides",
            "containerOverrides",
            "clientToken",
            "reason",
            "status",
            "sort",
            "include",
            "force");

    private static final List<String> SCALARS = List.of(
            "\"\"",
            "\"production\"",
            "\"webapp\"",
            "\"webapp:1\"",
            "\"webapp:99999999999999999999\"",
            "\"arn:aws:ecs:eu-west-1:000000000000:cluster/production\"",
            "\"arn:aws:ecs:::\"",
            "\"arn:\"",
            "\"ENABLED\"",
            "\"FARGATE\"",
            "\"\\u0000\\ud800\"",
            "\"" + "x".repeat(300) + "\"",
            "0",
            "-1",
            "1e308",
            "99999999999999999999999",
            "2147483647",
            "0.5",
            "true",
            "null");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateCluster",
                "DescribeClusters",
                "ListClusters",
                "UpdateCluster",
                "UpdateClusterSettings",
                "DeleteCluster",
                "RegisterTaskDefinition",
                "DescribeTaskDefinition",
                "ListTaskDefinitions",
                "ListTaskDefinitionFamilies",
                "DeregisterTaskDefinition",
                "DeleteTaskDefinitions",
                "CreateService",
                "DescribeServices",
                "ListServices",
                "UpdateService",
                "DeleteService",
                "RunTask",
                "DescribeTasks",
                "ListTasks",
                "StopTask",
                "TagResource",
                "UntagResource",
                "ListTagsForResource",
                "PutAccountSetting",
                "PutAccountSettingDefault",
                "DeleteAccountSetting",
                "ListAccountSettings"
            })
    void anAnswerIsNeverAServerError(String operation) throws Exception {
        Random random = new Random(operation.hashCode());
        try (BootedApi api = new BootedApi();
                HttpClient client = HttpClient.newHttpClient()) {
            api.ecs().createCluster(r -> r.clusterName("production"));
            api.register("webapp");
            for (int i = 0; i < REQUESTS; i++) {
                String body = object(random, 3);
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(api.endpoint())
                                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
                                .header("Content-Type", "application/x-amz-json-1.1")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(body + " → " + answer.body()).isBetween(200, 499);
                if (answer.statusCode() != 200) {
                    assertThat(answer.body()).as(body).contains("\"__type\":\"", "\"message\":\"");
                }
            }
        }
    }

    private static String object(Random random, int depth) {
        List<String> entries = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            entries.add("\"" + MEMBERS.get(random.nextInt(MEMBERS.size())) + "\":" + value(random, depth));
        }
        return "{" + String.join(",", entries) + "}";
    }

    private static String value(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 4 -> object(random, depth - 1);
            case 5 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> SCALARS.get(random.nextInt(SCALARS.size()));
        };
    }
}
