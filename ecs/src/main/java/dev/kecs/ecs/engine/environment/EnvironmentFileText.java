package dev.kecs.ecs.engine.environment;

import java.util.LinkedHashMap;
import java.util.Map;

/// The content of an environment file. Each line is `VARIABLE=VALUE`; spaces and quotation marks belong to the value.
/// Lines that begin with `#`, have no `=`, or nothing on one side of it, are ignored (source: the ECS developer guide,
/// "Pass environment variables to a container", and amazon-ecs-agent). The last of two equal names counts.
public final class EnvironmentFileText {
    private EnvironmentFileText() {}

    public static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String raw : text.split("\n", -1)) {
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0 && equals < line.length() - 1) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }
}
