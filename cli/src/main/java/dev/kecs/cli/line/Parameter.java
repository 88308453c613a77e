package dev.kecs.cli.line;

import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a command takes without a name in front.
///
/// @param label stands for it in help
/// @param arity how many: `1`, `0..1`, `0..*`
/// @param explanation one sentence
/// @param candidates the values that completion offers
public record Parameter(String label, String arity, String explanation, List<String> candidates) {

    public Parameter {
        candidates = List.copyOf(candidates);
    }

    public static Parameter one(String label, String explanation) {
        return new Parameter(label, "1", explanation, List.of());
    }

    public static Parameter optional(String label, String explanation) {
        return new Parameter(label, "0..1", explanation, List.of());
    }

    public static Parameter any(String label, String explanation) {
        return new Parameter(label, "0..*", explanation, List.of());
    }

    PositionalParamSpec spec() {
        PositionalParamSpec.Builder builder = PositionalParamSpec.builder()
                .index(arity.endsWith("*") ? "0..*" : "0")
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(explanation)
                .type(arity.endsWith("*") ? List.class : String.class)
                .auxiliaryTypes(String.class);
        if (!candidates.isEmpty()) {
            builder.completionCandidates(candidates);
        }
        return builder.build();
    }
}
