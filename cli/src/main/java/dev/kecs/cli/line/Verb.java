package dev.kecs.cli.line;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/// A command's place in the tree of commands.
///
/// Only the commands that the arguments name are made, and all of them only where the arguments name none (for help,
/// or to suggest what was meant).
///
/// @param aliases other names
/// @param command makes the command
/// @param children the commands below it
public record Verb(String name, List<String> aliases, Supplier<Command> command, List<Verb> children) {

    public Verb {
        aliases = List.copyOf(aliases);
        children = List.copyOf(children);
    }

    public static Verb leaf(String name, Supplier<Command> command) {
        return new Verb(name, List.of(), command, List.of());
    }

    public static Verb group(String name, Supplier<Command> command, Verb... children) {
        return new Verb(name, List.of(), command, List.of(children));
    }

    public Verb alias(String alias) {
        return new Verb(name, List.of(alias), command, children);
    }

    public Description description() {
        return command.get().description();
    }

    /// The command with everything below it.
    CommandLine whole() {
        CommandLine line = own();
        children.forEach(child -> child.addTo(line, child.whole()));
        return line;
    }

    /// @param depth index of the argument that may name one of the children
    CommandLine select(String[] arguments, int depth) {
        String next = depth < arguments.length ? arguments[depth] : "";
        for (Verb child : children) {
            if (child.isCalled(next)) {
                return child.addTo(own(), child.select(arguments, depth + 1));
            }
        }
        return whole();
    }

    private CommandLine own() {
        Command made = command.get();
        return new CommandLine(made.description().spec(name, made));
    }

    private CommandLine addTo(CommandLine parent, CommandLine own) {
        return parent.addSubcommand(name, own, aliases.toArray(String[]::new));
    }

    public boolean isCalled(String word) {
        return name.equals(word) || aliases.contains(word);
    }
}
