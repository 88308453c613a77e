package dev.kecs.cli.line;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a command takes, and what its help says.
public final class Description {

    private static final Option<Boolean> HELP = Option.flag("-h", "--help", "Print this.");

    private final String sentence;
    private final List<Option<?>> options = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean hidden;

    /// @param sentence what the command does
    public Description(String sentence) {
        this.sentence = sentence;
    }

    public Description parameter(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    public Description options(Option<?>... more) {
        options.addAll(List.of(more));
        return this;
    }

    public Description examples(String... lines) {
        examples.addAll(List.of(lines));
        return this;
    }

    /// Lines below the examples.
    public Description notes(String... lines) {
        notes.addAll(List.of(lines));
        return this;
    }

    /// Keeps it out of help and completion: it is for programs.
    public Description hidden() {
        hidden = true;
        return this;
    }

    public boolean isHidden() {
        return hidden;
    }

    public String sentence() {
        return sentence;
    }

    /// With `--help`.
    public List<Option<?>> options() {
        List<Option<?>> all = new ArrayList<>(options);
        all.add(HELP);
        return all;
    }

    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    /// Commands to try, a line each.
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /// What else help says, a line each.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    CommandSpec spec(String name, Command command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(sentence).hidden(hidden);
        options.forEach(option -> spec.addOption(option.spec()));
        parameters.forEach(parameter -> spec.addPositional(parameter.spec()));
        spec.addOption(OptionSpec.builder(HELP.spec()).usageHelp(true).build());
        List<String> footer = new ArrayList<>();
        examples.forEach(example -> footer.add("  " + example));
        if (!notes.isEmpty()) {
            footer.add("");
            footer.addAll(notes);
        }
        spec.usageMessage().footerHeading(examples.isEmpty() ? "" : "%nExamples:%n");
        spec.usageMessage().footer(footer.toArray(String[]::new));
        return spec;
    }
}
