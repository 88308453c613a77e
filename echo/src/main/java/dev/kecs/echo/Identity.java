package dev.kecs.echo;

import java.util.Map;

/// Who answers: what `/` shows.
record Identity(String task, String revision, String address) {
    static Identity from(Map<String, String> environment) {
        return new Identity(
                environment.getOrDefault("KECS_TASK_ID", "unknown"),
                environment.getOrDefault("KECS_TASK_DEFINITION", "unknown"),
                environment.getOrDefault("KECS_TASK_IP", "unknown"));
    }

    /// Ids, revisions and addresses hold no character that JSON would escape.
    String json() {
        return "{\"task\":\"" + task + "\",\"taskDefinition\":\"" + revision + "\",\"address\":\"" + address + "\"}\n";
    }
}
