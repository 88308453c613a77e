package dev.kecs.engine.process.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which command stands for which images.
///
/// @param pattern an image name in which `*` stands for any characters
/// @param command program and arguments, used when the container definition has no `entryPoint`; the
///     definition's `command` is appended, or replaces nothing (as with an image's ENTRYPOINT)
/// @param directory the working directory, unless the container definition names one; empty is the
///     container's own
/// @param environment defaults below the container definition's environment
public record ImageRule(
        String pattern, List<String> command, Optional<Path> directory, Map<String, String> environment, Bind bind) {
    /// How the program binds its port.
    public enum Bind {
        /// It binds `KECS_TASK_IP`, so the task may have the container port at an address of its own.
        TASK,
        /// It binds every address, so it needs a port that nobody else has, told in `PORT`.
        ANY
    }

    public ImageRule {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("The rule for " + pattern + " has no command");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    boolean matches(String image) {
        String[] literal = pattern.split("\\*", -1);
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < literal.length; i++) {
            expression.append(i == 0 ? "" : ".*").append(Pattern.quote(literal[i]));
        }
        return Pattern.matches(expression.toString(), image);
    }
}
