package dev.kecs.config;

import dev.kecs.config.ConfigValue.Entries;
import dev.kecs.config.ConfigValue.Nothing;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a YAML 1.2 document.
public final class ConfigDocument {
    private static final int LONGEST = 1 << 20;

    private ConfigDocument() {}

    /// The document's outermost mapping; an empty document is an empty mapping.
    ///
    /// @throws InvalidConfigException when it is no YAML, no mapping, or larger than 1 MiB
    public static Section parse(String text, Mistakes mistakes) throws InvalidConfigException {
        if (text.length() > LONGEST) {
            mistakes.add(Position.START, "larger than 1 MiB");
            mistakes.refuseIfAny();
        }
        ConfigValue root = new Nothing(Position.START);
        try {
            root = new EventTree(
                            new Parse(LoadSettings.builder().build())
                                    .parseString(text)
                                    .iterator(),
                            mistakes)
                    .root();
        } catch (MarkedYamlEngineException wrong) {
            mistakes.add(
                    wrong.getProblemMark().map(EventTree::at).orElse(Position.START),
                    "not YAML: " + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            mistakes.add(Position.START, "not YAML: " + wrong.getMessage());
        }
        mistakes.refuseIfAny();
        if (root instanceof Entries entries) {
            return new Section(entries, mistakes);
        }
        if (!(root instanceof Nothing)) {
            mistakes.add(root.at(), "expected keys and values, found " + root.kind());
            mistakes.refuseIfAny();
        }
        return new Section(new Entries(root.at(), List.of()), mistakes);
    }
}
