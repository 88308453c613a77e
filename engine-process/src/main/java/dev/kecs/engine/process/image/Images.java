package dev.kecs.engine.process.image;

import java.util.List;
import java.util.Optional;

/// The rules in the order they were given; the first that matches wins.
public record Images(List<ImageRule> rules) {
    public Images {
        rules = List.copyOf(rules);
    }

    public Optional<ImageRule> find(String image) {
        return rules.stream().filter(rule -> rule.matches(image)).findFirst();
    }

    /// ECS's error for an image that cannot be had, and what to do about it.
    public static String cannotPull(String image) {
        return "CannotPullContainerError: the process engine has no rule for image '" + image
                + "'; map it to a command under `images:` in the instance's kecs.yaml, or use an engine that runs images.";
    }
}
