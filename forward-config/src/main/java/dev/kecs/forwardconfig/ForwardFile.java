package dev.kecs.forwardconfig;

import dev.kecs.config.ConfigDocument;
import dev.kecs.config.InvalidConfigException;
import dev.kecs.config.Mistakes;
import dev.kecs.config.Section;
import dev.kecs.protocol.forward.ForwardRequest;
import java.util.List;

/// Reads `port-forward.yaml`. Stateless.
public final class ForwardFile {
    private static final String VERSION = "1";

    private ForwardFile() {}

    /// The forwards that the file lists, each with a name.
    ///
    /// @param file how the file is named in messages
    /// @throws InvalidConfigException with a line for each mistake: `file:line:column: what`
    public static List<ForwardRequest> parse(byte[] content, String file) throws InvalidConfigException {
        Mistakes mistakes = new Mistakes(file);
        Section root = ConfigDocument.parse(content, mistakes);
        if (root.text("version").isEmpty()) {
            mistakes.add(root.at("version"), "version: \"1\" is missing");
        }
        root.oneOf("version", List.of(VERSION));
        EntryReader entries = new EntryReader(mistakes);
        List<ForwardRequest> forwards = root.list("forwards", entries::read).stream()
                .flatMap(List::stream)
                .toList();
        root.refuseOthers();
        mistakes.refuseIfAny();
        return forwards;
    }
}
