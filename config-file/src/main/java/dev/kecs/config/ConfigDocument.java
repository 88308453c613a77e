package dev.kecs.config;

import dev.kecs.config.ConfigValue.Entries;
import dev.kecs.config.ConfigValue.Nothing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a YAML 1.2 document.
public final class ConfigDocument {
    private static final int LONGEST = 1 << 20;

    private ConfigDocument() {}

    /// What a file holds, as [#parse(byte\[\], Mistakes)] reads it.
    ///
    /// @throws IOException when it cannot be read
    public static Section read(Path file, Mistakes mistakes) throws IOException, InvalidConfigException {
        try (InputStream content = Files.newInputStream(file)) {
            // One more than is taken is enough to be refused.
            return parse(content.readNBytes(LONGEST + 1), mistakes);
        }
    }

    /// As [#parse(String, Mistakes)]; what is no UTF-8 is a mistake too.
    public static Section parse(byte[] content, Mistakes mistakes) throws InvalidConfigException {
        refuseLonger(content.length, mistakes);
        CharBuffer text = CharBuffer.allocate(content.length);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            String before = text.flip().toString();
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            mistakes.add(new Position(line, before.length() - before.lastIndexOf('\n')), "not UTF-8");
            mistakes.refuseIfAny();
        }
        return parse(text.flip().toString(), mistakes);
    }

    private static void refuseLonger(int length, Mistakes mistakes) throws InvalidConfigException {
        if (length > LONGEST) {
            mistakes.add(Position.START, "larger than 1 MiB");
            mistakes.refuseIfAny();
        }
    }

    /// The document's outermost mapping; an empty document is an empty mapping.
    ///
    /// @throws InvalidConfigException when it is no YAML, no mapping, or larger than 1 MiB
    public static Section parse(String text, Mistakes mistakes) throws InvalidConfigException {
        refuseLonger(text.length(), mistakes);
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
        } catch (IllegalArgumentException wrong) {
            // So the parser answers where a file ends within an escape, or an escape names no character.
            mistakes.add(Position.START, "not YAML: an escape in a text in double quotes means no character");
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
