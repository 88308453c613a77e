package dev.kecs.cli.command;

import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.Output;
import dev.kecs.cli.console.OutputFormat;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.OutputOption;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `kecs version`
public final class Version implements Command {

    @Override
    public Description description() {
        return new Description("Print the version of this program and of its Java runtime.")
                .options(OutputOption.OUTPUT)
                .examples("kecs version", "kecs version -o json");
    }

    @Override
    public int run(Invocation invocation) {
        return print(OutputOption.of(invocation));
    }

    /// Prints the version for people.
    public static int print(Console console) {
        return print(new Output(console, OutputFormat.TABLE));
    }

    private static int print(Output output) {
        String version = System.getProperty("kecs.version", "unpackaged");
        String runtime = Runtime.version().toString();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("version", version).put("java", runtime);
        output.print(state, () -> "kecs " + version + " (Java " + runtime + ")\n");
        return 0;
    }
}
