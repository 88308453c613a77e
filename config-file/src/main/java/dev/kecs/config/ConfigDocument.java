package dev.kecs.config;

import dev.kecs.config.ConfigValue.Entries;
import dev.kecs.config.ConfigValue.Entry;
import dev.kecs.config.ConfigValue.Items;
import dev.kecs.config.ConfigValue.Nothing;
import dev.kecs.config.ConfigValue.Text;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads a YAML 1.2 document.
public final class ConfigDocument {
    private ConfigDocument() {}

    /// The document's outermost mapping; an empty document is an empty mapping.
    ///
    /// @throws InvalidConfigException when it is no YAML, or no mapping
    public static Section parse(String text, Mistakes mistakes) throws InvalidConfigException {
        Optional<Node> root = Optional.empty();
        try {
            root = new Compose(LoadSettings.builder().build()).composeString(text);
        } catch (MarkedYamlEngineException wrong) {
            mistakes.add(
                    wrong.getProblemMark().map(ConfigDocument::at).orElse(Position.START),
                    "not YAML: " + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            mistakes.add(Position.START, "not YAML: " + wrong.getMessage());
        }
        mistakes.refuseIfAny();
        ConfigValue value = root.map(ConfigDocument::value).orElse(new Nothing(Position.START));
        Entries entries = switch (value) {
            case Entries given -> given;
            case Nothing nothing -> new Entries(nothing.at(), List.of());
            case Text other -> refused(other, mistakes);
            case Items other -> refused(other, mistakes);
        };
        mistakes.refuseIfAny();
        return new Section(entries, mistakes);
    }

    private static Entries refused(ConfigValue other, Mistakes mistakes) {
        mistakes.add(other.at(), "expected keys and values, found " + other.kind());
        return new Entries(other.at(), List.of());
    }

    private static ConfigValue value(Node node) {
        Position at = node.getStartMark().map(ConfigDocument::at).orElse(Position.START);
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new Nothing(at);
            case ScalarNode scalar -> new Text(at, scalar.getValue());
            case SequenceNode sequence ->
                new Items(
                        at,
                        sequence.getValue().stream().map(ConfigDocument::value).toList());
            case MappingNode mapping ->
                new Entries(
                        at,
                        mapping.getValue().stream().map(ConfigDocument::entry).toList());
            default -> new Nothing(at);
        };
    }

    private static Entry entry(NodeTuple tuple) {
        Position at = tuple.getKeyNode().getStartMark().map(ConfigDocument::at).orElse(Position.START);
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        return new Entry(new Text(at, key), value(tuple.getValueNode()));
    }

    private static Position at(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
