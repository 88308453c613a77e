package dev.kecs.cli.console;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Prints state for programs, as JSON or YAML.
///
/// YAML's classes are loaded only when YAML is asked for: most commands must start without them.
public final class StructuredOutput {

    private StructuredOutput() {}

    /// @throws IllegalArgumentException when the format is one for people
    public static String render(JsonNode state, OutputFormat format) {
        return switch (format) {
            case JSON -> state.toPrettyString();
            case YAML ->
                YAMLMapper.builder()
                        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                        .build()
                        .writeValueAsString(state)
                        .stripTrailing();
            case TABLE, WIDE -> throw new IllegalArgumentException(format + " is not structured");
        };
    }
}
