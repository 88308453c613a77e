package dev.kecs.emulator.task;

import dev.kecs.ecs.engine.environment.TaskSurroundings;
import dev.kecs.ecs.name.TaskArn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variables by which AWS's SDKs find the emulator: endpoint, region, and credentials that mean nothing. A
/// container
/// that has any credentials of its own, or a profile, gets none.
public record AwsVariables(TaskEndpoints endpoints) implements TaskSurroundings {
    private static final List<String> CREDENTIALS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_PROFILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_WEB_IDENTITY_TOKEN_FILE");

    @Override
    public Map<String, String> missing(TaskArn task, Map<String, String> environment) {
        Map<String, String> added = new HashMap<>();
        endpoints.of(task.cluster()).ifPresent(url -> added.put("AWS_ENDPOINT_URL", url));
        String region = environment.getOrDefault("AWS_REGION", task.scope().region());
        added.put("AWS_REGION", region);
        added.put("AWS_DEFAULT_REGION", region);
        if (CREDENTIALS.stream().noneMatch(environment::containsKey)) {
            added.put("AWS_ACCESS_KEY_ID", "test");
            added.put("AWS_SECRET_ACCESS_KEY", "test");
        }
        added.keySet().removeAll(environment.keySet());
        return added;
    }
}
