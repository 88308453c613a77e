package dev.kecs.cli.reference;

import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.Parameter;
import dev.kecs.cli.line.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Every command as the reference shows it, in Markdown. Stateless.
final class CommandPage {

    private CommandPage() {}

    /// All commands below the root, those for programs left out, each with a heading.
    static String of(Verb root) {
        StringBuilder text = new StringBuilder();
        root.children().forEach(child -> append(child, root.name(), text));
        return text.toString();
    }

    /// The words of each command that does something itself, without the program's name.
    static List<String> leaves(Verb root) {
        List<String> found = new ArrayList<>();
        for (Verb child : root.children()) {
            if (child.description().isHidden()) {
                continue;
            }
            if (child.children().isEmpty()) {
                found.add(child.name());
            }
            leaves(child).forEach(words -> found.add(child.name() + " " + words));
        }
        return found;
    }

    private static void append(Verb verb, String above, StringBuilder text) {
        Description description = verb.description();
        if (description.isHidden()) {
            return;
        }
        String words = above + " " + verb.name();
        text.append("\n### ").append(words).append('\n').append(description.sentence());
        if (!verb.aliases().isEmpty()) {
            text.append(" Also `").append(String.join("`, `", verb.aliases())).append("`.");
        }
        text.append('\n');
        if (verb.children().isEmpty()) {
            details(words, description, text);
        }
        verb.children().forEach(child -> append(child, words, text));
    }

    private static void details(String words, Description description, StringBuilder text) {
        String parameters = description.parameters().stream()
                .map(parameter -> " " + written(parameter))
                .collect(Collectors.joining());
        List<Option<?>> options = description.options().stream()
                .filter(option -> !option.name().equals("--help"))
                .toList();
        text.append("\n```\n").append(words).append(options.isEmpty() ? "" : " [OPTIONS]");
        text.append(parameters).append("\n```\n\n");
        if (!options.isEmpty() || !description.parameters().isEmpty()) {
            text.append("| takes | |\n|---|---|\n");
        }
        description.parameters().forEach(parameter -> row(written(parameter), parameter.explanation(), text));
        options.forEach(option -> row(written(option), said(option), text));
        if (!description.examples().isEmpty()) {
            text.append("\n```sh\n");
            description.examples().forEach(line -> text.append(line).append('\n'));
            text.append("```\n");
        }
        if (!description.notes().isEmpty()) {
            text.append('\n').append(String.join("\n", description.notes())).append('\n');
        }
    }

    private static void row(String what, String explanation, StringBuilder text) {
        text.append("| `")
                .append(cell(what))
                .append("` | ")
                .append(cell(explanation))
                .append(" |\n");
    }

    private static String written(Parameter parameter) {
        String many = parameter.takesMany() ? "..." : "";
        return parameter.arity().startsWith("0") ? "[" + parameter.label() + many + "]" : parameter.label() + many;
    }

    private static String written(Option<?> option) {
        return String.join(", ", option.names()) + (option.takesValue() ? " " + option.label() : "");
    }

    private static String said(Option<?> option) {
        return option.repeated() && !option.explanation().contains("repeatable")
                ? option.explanation() + " May be repeated."
                : option.explanation();
    }

    /// A bar would end the cell, even within code.
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
