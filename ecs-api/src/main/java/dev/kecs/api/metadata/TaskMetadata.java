package dev.kecs.api.metadata;

import dev.kecs.ecs.engine.ContainerObservation.State;
import dev.kecs.ecs.engine.PortBinding;
import dev.kecs.ecs.store.Stores;
import dev.kecs.ecs.task.ContainerStatus;
import dev.kecs.ecs.task.Task;
import dev.kecs.ecs.task.TaskGoal;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The task metadata endpoint, version 4 (source: "Amazon ECS task metadata endpoint version 4" in the
/// developer guide). A container finds its URL in `ECS_CONTAINER_METADATA_URI_V4`. Of its paths the
/// container's own and `/task` are answered; statistics are not kept. Safe to call from any thread.
public record TaskMetadata(Stores stores) {
    private static final Pattern PATH = Pattern.compile("/v4/([0-9a-f]{32})-([^/]+)(/task)?");
    private static final String LABEL = "com.amazonaws.ecs.";

    /// The path below which a container's metadata lies.
    public static String path(String taskId, String container) {
        return "/v4/" + taskId + "-" + container;
    }

    /// @return JSON; empty when there is no such container
    public Optional<String> find(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean wholeTask = matcher.group(3) != null;
        return stores.tasks().all().stream()
                .filter(task -> task.arn().id().equals(matcher.group(1)))
                .flatMap(task -> task.observed().containers().stream()
                        .filter(container -> container.name().equals(matcher.group(2)))
                        .map(container -> wholeTask ? task(task) : container(task, container)))
                .findFirst()
                .map(JsonMapper.shared()::writeValueAsString);
    }

    private ObjectNode task(Task task) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Cluster", task.arn().cluster().toString());
        json.put("TaskARN", task.arn().toString());
        json.put("Family", task.spec().taskDefinition().family());
        json.put("Revision", Integer.toString(task.spec().taskDefinition().revision()));
        json.put("DesiredStatus", desired(task));
        json.put("KnownStatus", task.observed().state().lastStatus());
        json.put(
                "LaunchType",
                Optional.ofNullable(task.spec().declared().launchTypeAsString()).orElse("EC2"));
        json.put("AvailabilityZone", task.arn().scope().region() + "a");
        task.spec().origin().service().ifPresent(service -> json.put("ServiceName", service.name()));
        ArrayNode containers = json.putArray("Containers");
        task.observed().containers().forEach(container -> containers.add(container(task, container)));
        return json;
    }

    private static ObjectNode container(Task task, ContainerStatus container) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("DockerId", task.arn().id() + "-" + container.name());
        json.put("Name", container.name());
        json.put("DockerName", container.name());
        json.put("Image", container.image());
        json.put("ContainerARN", task.arn().toString().replace(":task/", ":container/") + "/" + container.id());
        json.put("Type", "NORMAL");
        json.put("DesiredStatus", desired(task));
        json.put("CreatedAt", task.createdAt().toString());
        switch (container.last().state()) {
            case State.Waiting waiting -> json.put("KnownStatus", "PENDING");
            case State.Running running ->
                json.put("KnownStatus", "RUNNING")
                        .put("StartedAt", running.startedAt().toString());
            case State.Exited exited -> {
                json.put("KnownStatus", "STOPPED").put("FinishedAt", exited.at().toString());
                exited.exitCode().ifPresent(code -> json.put("ExitCode", code));
            }
        }
        json.putObject("Labels")
                .put(LABEL + "cluster", task.arn().cluster().toString())
                .put(LABEL + "container-name", container.name())
                .put(LABEL + "task-arn", task.arn().toString())
                .put(
                        LABEL + "task-definition-family",
                        task.spec().taskDefinition().family())
                .put(
                        LABEL + "task-definition-version",
                        Integer.toString(task.spec().taskDefinition().revision()));
        networks(task, container, json);
        return json;
    }

    private static void networks(Task task, ContainerStatus container, ObjectNode json) {
        ArrayNode networks = json.putArray("Networks");
        task.observed().bindings().stream()
                .min(Comparator.comparing(
                        (PortBinding binding) -> !binding.container().equals(container.name())))
                .ifPresent(binding -> networks.addObject()
                        .put("NetworkMode", task.spec().network().isPresent() ? "awsvpc" : "host")
                        .putArray("IPv4Addresses")
                        .add(binding.address()));
    }

    private static String desired(Task task) {
        return task.goal() instanceof TaskGoal.Stop ? "STOPPED" : "RUNNING";
    }
}
