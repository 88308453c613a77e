package dev.kecs.engine.kubernetes.apiserver;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What an API server answers to requests that are no watches.
record Answers(ApiObjects objects) {
    record Answer(int code, JsonNode body) {}

    Answer to(ApiRequest request) {
        return switch (request.method()) {
            case "GET" -> request.namesOne() ? found(objects.get(request.path())) : list(request);
            case "POST" -> create(request);
            case "PATCH" ->
                objects.get(request.path()).isPresent()
                        ? new Answer(200, objects.patch(request.path(), request.body()))
                        : status(404, "NotFound");
            case "DELETE" -> delete(request);
            default -> status(405, "MethodNotAllowed");
        };
    }

    private Answer create(ApiRequest request) {
        Optional<ObjectNode> made = request.kind().equals("services") && isRefused(request)
                ? Optional.empty()
                : objects.create(request.path(), request.body());
        return made.map(each -> new Answer(201, each))
                .orElseGet(() ->
                        objects.get(path(request)).isPresent() ? status(409, "AlreadyExists") : status(422, "Invalid"));
    }

    private boolean isRefused(ApiRequest request) {
        return objects.get(path(request)).isPresent() || objects.asksForATakenNodePort(request.body());
    }

    /// Of what is to be created.
    private static String path(ApiRequest request) {
        return request.path() + "/"
                + JsonMapper.shared()
                        .readTree(request.body())
                        .path("metadata")
                        .path("name")
                        .asString();
    }

    private Answer list(ApiRequest request) {
        ObjectNode list = JsonMapper.shared().createObjectNode();
        String kind = Map.of("pods", "PodList", "services", "ServiceList", "nodes", "NodeList")
                .getOrDefault(request.kind(), "List");
        list.put("apiVersion", "v1").put("kind", kind);
        list.putObject("metadata").put("resourceVersion", Long.toString(objects.version()));
        objects.list(request.path()).stream()
                .filter(each -> matches(each, request.labels()))
                .forEach(list.putArray("items")::add);
        return new Answer(200, list);
    }

    /// Pods go when their node says so, unless no grace is given; other objects at once.
    private Answer delete(ApiRequest request) {
        JsonNode options = request.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(request.body());
        boolean atOnce = !request.kind().equals("pods")
                || options.path("gracePeriodSeconds").asInt(-1) == 0;
        if (objects.get(request.path()).isEmpty()) {
            return status(404, "NotFound");
        }
        return atOnce
                ? found(objects.remove(request.path()))
                : new Answer(200, objects.change(request.path(), object -> {
                    ((ObjectNode) object.get("metadata"))
                            .put("deletionTimestamp", Instant.now().toString());
                    return object;
                }));
    }

    private static Answer found(Optional<ObjectNode> object) {
        return object.map(each -> new Answer(200, each)).orElseGet(() -> status(404, "NotFound"));
    }

    static Answer status(int code, String reason) {
        ObjectNode status = JsonMapper.shared().createObjectNode();
        status.put("apiVersion", "v1").put("kind", "Status").put("status", "Failure");
        status.put("reason", reason).put("message", reason).put("code", code);
        return new Answer(code, status);
    }

    /// What was asked for is too old to be told.
    static Answer gone() {
        return status(410, "Expired");
    }

    /// Whether an object has all of these labels.
    static boolean matches(JsonNode object, Map<String, String> labels) {
        JsonNode had = object.path("metadata").path("labels");
        return labels.entrySet().stream()
                .allMatch(each -> each.getValue().equals(had.path(each.getKey()).asString("")));
    }
}
