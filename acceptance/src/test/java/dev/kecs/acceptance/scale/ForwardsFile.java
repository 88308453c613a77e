package dev.kecs.acceptance.scale;

import dev.kecs.acceptance.product.Ended;
import dev.kecs.acceptance.product.Kecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A `port-forward.yaml` that is changed and applied again and again. Used by one thread.
final class ForwardsFile {
    private final Kecs kecs;
    private final Path path;
    private final Map<String, String> entries = new LinkedHashMap<>();

    ForwardsFile(Kecs kecs) {
        this.kecs = kecs;
        this.path = kecs.home().directory().resolve("port-forward.yaml");
    }

    /// @param options as in YAML's `{…}`, without the name
    void put(String name, String options) {
        entries.put(name, options);
    }

    void remove(String name) {
        entries.remove(name);
    }

    Set<String> names() {
        return entries.keySet();
    }

    /// `kecs port-forward run --config` with this file, as JSON.
    Ended run(String... more) throws IOException {
        StringBuilder text = new StringBuilder("version: \"1\"\nforwards:\n");
        entries.forEach((name, options) -> text.append("- {name: ")
                .append(name)
                .append(", ")
                .append(options)
                .append("}\n"));
        Files.writeString(path, text);
        return command("run", more);
    }

    Ended down() {
        return command("down");
    }

    private Ended command(String verb, String... more) {
        List<String> command =
                new ArrayList<>(List.of("port-forward", verb, "--config", path.toString(), "-o", "json"));
        command.addAll(List.of(more));
        return kecs.run(command.toArray(String[]::new));
    }

    /// How many names had which change.
    static Map<String, Integer> counts(Ended ended) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode change : ended.json()) {
            counts.merge(change.path("change").asString(), 1, Integer::sum);
        }
        return counts;
    }
}
