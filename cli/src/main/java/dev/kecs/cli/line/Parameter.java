package dev.kecs.cli.line;

import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What a command takes without a name in front.
///
/// @param label stands for it in help
/// @param arity how many: `1`, `0..1`, `0..*`
/// @param explanation one sentence
/// @param candidates the values that completion offers
public record Parameter(String label, String arity, String explanation, Candidates candidates) {

    public static Parameter one(String label, String explanation) {
        return new Parameter(label, "1", explanation, Candidates.NONE);
    }

    public static Parameter optional(String label, String explanation) {
        return new Parameter(label, "0..1", explanation, Candidates.NONE);
    }

    public static Parameter any(String label, String explanation) {
        return new Parameter(label, "0..*", explanation, Candidates.NONE);
    }

    /// The same with what completion offers.
    public Parameter completedBy(Candidates offered) {
        return new Parameter(label, arity, explanation, offered);
    }

    /// Whether it takes every further word.
    public boolean takesMany() {
        return arity.endsWith("*");
    }

    PositionalParamSpec spec() {
        return PositionalParamSpec.builder()
                .index(takesMany() ? "0..*" : "0")
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(explanation)
                .type(takesMany() ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .build();
    }
}
