package dev.kecs.api.tag;

import dev.kecs.api.action.Caller;
import dev.kecs.api.action.Refusal;
import dev.kecs.ecs.name.Arn;
import dev.kecs.ecs.name.Arns;

/// Reads the ARN of something that can have tags.
final class TaggedResource {
    private TaggedResource() {}

    static Arn named(String text, Caller caller) {
        return Arns.parse(text)
                .filter(arn -> arn.scope().equals(caller.scope()))
                .orElseThrow(() -> Refusal.invalid(
                        isShort(text)
                                ? "Long arn format must be used for tagging operations, and '" + text
                                        + "' is a short one."
                                : "Invalid resource ARN: '" + text + "'; it must be that of a cluster, service, task or"
                                        + " task definition in the region and account of the request."));
    }

    private static boolean isShort(String text) {
        return Arns.split(text)
                .filter(parts -> parts.type().equals("service") || parts.type().equals("task"))
                .filter(parts -> parts.path().indexOf('/') < 0)
                .isPresent();
    }
}
