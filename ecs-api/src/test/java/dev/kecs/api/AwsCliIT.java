package dev.kecs.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API as the real AWS CLI sees it. Needs `aws` on the PATH.
class AwsCliIT {
    private record Outcome(int exit, String out, String err) {}

    @TempDir
    Path directory;

    private final BootedApi api = new BootedApi();

    @AfterEach
    void close() {
        api.close();
    }

    private Outcome aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "ecs"));
        command.addAll(List.of(arguments));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", api.endpoint().toString(),
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_DEFAULT_REGION", "eu-west-1",
                        "AWS_DEFAULT_OUTPUT", "text",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        int exit = builder.start().waitFor();
        return new Outcome(exit, read(out), read(err));
    }

    private static String read(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8).strip();
    }

    private String succeeding(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = aws(arguments);
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void anOrdinaryDayIsUnderstoodBothWays() throws Exception {
        assertThat(succeeding("create-cluster", "--cluster-name", "production", "--query", "cluster.clusterArn"))
                .isEqualTo(BootedApi.arn("cluster/production"));
        for (int i = 1; i <= 3; i++) {
            assertThat(succeeding(
                            "register-task-definition",
                            "--family",
                            "webapp",
                            "--network-mode",
                            "awsvpc",
                            "--cpu",
                            "256",
                            "--memory",
                            "512",
                            "--container-definitions",
                            "[{\"name\":\"web\",\"image\":\"kecs/echo\",\"portMappings\":[{\"containerPort\":80}]}]",
                            "--query",
                            "taskDefinition.revision"))
                    .isEqualTo(Integer.toString(i));
        }
        assertThat(succeeding(
                                "list-task-definitions",
                                "--page-size",
                                "2",
                                "--sort",
                                "DESC",
                                "--query",
                                "taskDefinitionArns")
                        .split("\\s+"))
                .containsExactly(
                        BootedApi.arn("task-definition/webapp:3"),
                        BootedApi.arn("task-definition/webapp:2"),
                        BootedApi.arn("task-definition/webapp:1"));
        assertThat(succeeding(
                        "create-service",
                        "--cluster",
                        "production",
                        "--service-name",
                        "web",
                        "--task-definition",
                        "webapp",
                        "--desired-count",
                        "2",
                        "--network-configuration",
                        "awsvpcConfiguration={subnets=[subnet-1],assignPublicIp=ENABLED}",
                        "--query",
                        "service.[status,desiredCount]"))
                .isEqualTo("ACTIVE\t2");
        assertThat(succeeding(
                        "run-task",
                        "--cluster",
                        "production",
                        "--task-definition",
                        "webapp:1",
                        "--network-configuration",
                        "awsvpcConfiguration={subnets=[subnet-1]}",
                        "--query",
                        "tasks[].lastStatus"))
                .isEqualTo("PROVISIONING");
        succeeding(
                "tag-resource",
                "--resource-arn",
                BootedApi.arn("service/production/web"),
                "--tags",
                "key=team,value=web");
        assertThat(succeeding(
                        "list-tags-for-resource",
                        "--resource-arn",
                        BootedApi.arn("service/production/web"),
                        "--query",
                        "tags[].[key,value]"))
                .isEqualTo("team\tweb");
    }

    @Test
    void aRefusalIsShownWithItsCodeAndReason() throws Exception {
        Outcome refused = aws("list-services", "--cluster", "none");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains("(ClusterNotFoundException) when calling the ListServices operation: Cluster not found.");
        succeeding("create-cluster", "--cluster-name", "production");
        assertThat(succeeding(
                        "describe-services",
                        "--cluster",
                        "production",
                        "--services",
                        "none",
                        "--query",
                        "failures[].reason"))
                .isEqualTo("MISSING");
    }

    @Test
    void pagesAreFollowedFromAStartingToken() throws Exception {
        for (String family : List.of("a", "b", "c")) {
            api.register(family);
        }
        // As text the CLI shows the service's token of each page, as JSON its own of the whole.
        String first = succeeding(
                        "list-task-definitions", "--max-items", "2", "--query", "NextToken", "--output", "json")
                .replace("\"", "");
        assertThat(succeeding("list-task-definitions", "--starting-token", first, "--query", "taskDefinitionArns"))
                .isEqualTo(BootedApi.arn("task-definition/c:1"));
        assertThat(succeeding("list-task-definition-families", "--page-size", "1", "--query", "families"))
                .as("a line per page")
                .hasLineCount(3)
                .containsSubsequence("a", "b", "c");
    }

    @Test
    void aTaskDefinitionIsTaggedDeregisteredAndDeleted() throws Exception {
        String arn = api.register("web");
        succeeding("tag-resource", "--resource-arn", arn, "--tags", "key=team,value=web", "key=stage,value=test");
        succeeding("untag-resource", "--resource-arn", arn, "--tag-keys", "stage");
        assertThat(succeeding(
                        "describe-task-definition",
                        "--task-definition",
                        "web",
                        "--include",
                        "TAGS",
                        "--query",
                        "tags[].[key,value]"))
                .isEqualTo("team\tweb");
        assertThat(succeeding("delete-task-definitions", "--task-definitions", arn, "--query", "failures[].reason"))
                .isEqualTo("The specified task definition is still in ACTIVE status. Please deregister the target and"
                        + " try again.");
        succeeding("deregister-task-definition", "--task-definition", "web:1");
        assertThat(succeeding(
                        "delete-task-definitions",
                        "--task-definitions",
                        "web:1",
                        "--query",
                        "taskDefinitions[].status"))
                .isEqualTo("DELETE_IN_PROGRESS");
        Outcome gone = aws("describe-task-definition", "--task-definition", "web");
        assertThat(gone.exit()).isNotZero();
        assertThat(gone.err())
                .contains(
                        "An error occurred (ClientException) when calling the DescribeTaskDefinition operation: Unable"
                                + " to describe task definition.");
    }

    @Test
    void aClustersTraefikPortIsShownAsAnAttachment() throws Exception {
        api.ports().offer(8090, 8090);
        succeeding("create-cluster", "--cluster-name", "production");
        assertThat(succeeding(
                        "describe-clusters",
                        "--clusters",
                        "production",
                        "--include",
                        "ATTACHMENTS",
                        "--query",
                        "clusters[0].[attachmentsStatus, attachments[0].type, attachments[0].details[0].value]"))
                .isEqualTo("UPDATE_COMPLETE\tkecs_traefik\t8090");
        assertThat(aws("create-cluster", "--cluster-name", "late").err())
                .contains("ClientException", "failed to find available port for Traefik");
    }
}
