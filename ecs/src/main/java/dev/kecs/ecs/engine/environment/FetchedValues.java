package dev.kecs.ecs.engine.environment;

import java.util.Map;
import java.util.stream.Collectors;

/// What [TaskReferences] refer to.
///
/// @param secrets variables and their values, by container
/// @param files variables and their values, by container; of several files the first that has a variable counts
public record FetchedValues(Map<String, Map<String, String>> secrets, Map<String, Map<String, String>> files) {
    public static final FetchedValues NONE = new FetchedValues(Map.of(), Map.of());

    public FetchedValues {
        secrets = copy(secrets);
        files = copy(files);
    }

    private static Map<String, Map<String, String>> copy(Map<String, Map<String, String>> given) {
        return given.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Map.copyOf(each.getValue())));
    }

    /// Values are secret.
    @Override
    public String toString() {
        return "FetchedValues of " + secrets.keySet() + " and " + files.keySet();
    }
}
