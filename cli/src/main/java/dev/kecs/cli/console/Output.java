package dev.kecs.cli.console;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Prints state in the form asked for.
public record Output(Console console, OutputFormat format) {

    /// @param state what programs read
    /// @param people what people read instead, ending with a line end unless empty
    public void print(JsonNode state, Supplier<String> people) {
        if (format.forPeople()) {
            console.out().print(people.get());
        } else {
            console.print(StructuredOutput.render(state, format));
        }
    }
}
