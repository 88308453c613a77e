package dev.kecs.server.settings;

import dev.kecs.config.ConfigValue.Text;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import dev.kecs.engine.process.image.ImageRule;
import dev.kecs.engine.process.image.ImageRule.Bind;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the rules under `images:`.
///
/// @param base the file's directory: relative paths begin there
record ImageRules(Path base, Mistakes mistakes) {
    ImageRule read(Text pattern, Section rule) {
        List<String> command = rule.texts("command").stream().map(Text::text).toList();
        if (command.isEmpty()) {
            mistakes.add(
                    pattern.at(),
                    "image '" + pattern.text() + "' needs a command, for example command: [python3, app.py]");
            // Refused in the end; only the other mistakes are still of interest.
            command = List.of("");
        }
        Optional<Path> directory = rule.text("directory").map(this::directory);
        Bind bind = rule.oneOf("bind", List.of("task", "any"))
                .filter("any"::equals)
                .map(any -> Bind.ANY)
                .orElse(Bind.TASK);
        return new ImageRule(pattern.text(), command, directory, rule.map("environment"), bind);
    }

    private Path directory(Text given) {
        Path directory;
        try {
            directory = base.resolve(given.text()).normalize();
        } catch (InvalidPathException e) {
            // For example a letter that this system's locale does not have.
            mistakes.add(given.at(), "directory '" + given.text() + "' is no path here: " + e.getReason());
            return base;
        }
        if (!Files.isDirectory(directory)) {
            mistakes.add(given.at(), "directory " + directory + " does not exist");
        }
        return directory;
    }
}
