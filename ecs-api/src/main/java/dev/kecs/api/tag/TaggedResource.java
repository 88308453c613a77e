package dev.kecs.api.tag;

import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.Arns;

/// Reads the ARN of something that can have tags.
final class TaggedResource {
    private TaggedResource() {}

    static Arn named(String text) {
        return Arns.parse(text).orElseThrow(() -> {
            boolean old = Arns.split(text)
                    .filter(parts ->
                            parts.type().equals("service") || parts.type().equals("task"))
                    .isPresent();
            return Refusal.invalid(
                    old
                            ? "Long arn format must be used for tagging operations, and '" + text + "' is a short one."
                            : "Invalid resource ARN: '" + text
                                    + "'; tags are kept for clusters, services, tasks and task definitions.");
        });
    }
}
