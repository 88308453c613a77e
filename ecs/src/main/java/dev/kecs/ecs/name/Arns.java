package dev.kecs.ecs.name;

import java.util.Optional;

/// Reads ARNs, old format and new. The old format of a service or task names no cluster (source: "Amazon
/// Resource Names (ARNs) and IDs" in the ECS developer guide).
public final class Arns {
    private static final String PREFIX = "arn:aws:ecs:";

    private Arns() {}

    /// The parts of an ECS ARN; `path` is what follows the resource type and the first slash.
    public record Parts(Scope scope, String type, String path) {}

    public static boolean looksLikeArn(String text) {
        return text.startsWith("arn:");
    }

    /// Empty when the text is not a well formed ECS ARN.
    public static Optional<Parts> split(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] fields = text.substring(PREFIX.length()).split(":", 3);
        int slash = fields.length < 3 ? -1 : fields[2].indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        try {
            Scope scope = new Scope(fields[0], fields[1]);
            return Optional.of(new Parts(scope, fields[2].substring(0, slash), fields[2].substring(slash + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The ARN in the long format; empty when it is malformed, of another type, or in the old format of a
    /// service or task.
    public static Optional<Arn> parse(String text) {
        return split(text).flatMap(Arns::typed);
    }

    private static Optional<Arn> typed(Parts parts) {
        try {
            String[] path = parts.path().split("/", -1);
            return switch (parts.type()) {
                case "cluster" -> one(path).map(name -> new ClusterArn(parts.scope(), name));
                case "service" -> two(path).map(of -> new ClusterArn(parts.scope(), of[0]).service(of[1]));
                case "task" -> two(path).map(of -> new ClusterArn(parts.scope(), of[0]).task(of[1]));
                case "task-definition" -> one(path).flatMap(text -> taskDefinition(parts.scope(), text));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Arn> taskDefinition(Scope scope, String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new TaskDefinitionArn(
                        scope, text.substring(0, colon), Integer.parseInt(text.substring(colon + 1))));
    }

    private static Optional<String> one(String[] path) {
        return path.length == 1 ? Optional.of(path[0]) : Optional.empty();
    }

    private static Optional<String[]> two(String[] path) {
        return path.length == 2 ? Optional.of(path) : Optional.empty();
    }
}
