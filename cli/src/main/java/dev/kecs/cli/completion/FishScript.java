package dev.kecs.cli.completion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// A completion script for fish: one `complete` line for each command and each option.
final class FishScript {

    private final String program;
    private final StringBuilder text = new StringBuilder();

    private FishScript(String program) {
        this.program = program;
    }

    static String of(CommandLine root) {
        FishScript script = new FishScript(root.getCommandName());
        script.text.append("complete -c ").append(script.program).append(" -f\n");
        script.add(root, List.of());
        return script.text.toString();
    }

    private void add(CommandLine line, List<String> path) {
        Set<CommandLine> children = new LinkedHashSet<>(line.getSubcommands().values());
        String here = condition(path, children);
        for (CommandLine child : children) {
            start(here)
                    .append(" -a ")
                    .append(quote(child.getCommandName()))
                    .append(describe(child.getCommandSpec().usageMessage().description()));
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            start(here);
            for (String name : option.names()) {
                boolean longName = name.startsWith("--");
                text.append(longName ? " -l " : " -s ").append(name.substring(longName ? 2 : 1));
            }
            text.append(option.arity().max() > 0 ? " -x" : "").append(describe(option.description()));
        }
        for (CommandLine child : children) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(child.getCommandName());
            add(child, deeper);
        }
    }

    private StringBuilder start(String condition) {
        return text.append("complete -c ").append(program).append(" -n ").append(quote(condition));
    }

    private static String describe(String... description) {
        return (description.length == 0 ? "" : " -d " + quote(description[0])) + "\n";
    }

    /// True where the words of the path were given and none of the children's names yet.
    private static String condition(List<String> path, Set<CommandLine> children) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        StringBuilder condition = new StringBuilder();
        for (String word : path) {
            condition
                    .append(condition.isEmpty() ? "" : "; and ")
                    .append("__fish_seen_subcommand_from ")
                    .append(word);
        }
        for (CommandLine child : children) {
            condition.append("; and not __fish_seen_subcommand_from ").append(child.getCommandName());
        }
        return condition.toString();
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
