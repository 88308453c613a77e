package dev.kecs.cli.command;

import dev.kecs.cli.completion.Shell;
import dev.kecs.cli.line.Candidates;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Parameter;
import java.util.List;
import java.util.Locale;

/// `kecs completion`
public final class Completion implements Command {

    @Override
    public Description description() {
        return new Description("Print a completion script for a shell.")
                .parameter(Parameter.one("SHELL", "One of bash, zsh, fish.")
                        .completedBy(new Candidates.Words(List.of("bash", "zsh", "fish"))))
                .examples(
                        "source <(kecs completion bash)",
                        "source <(kecs completion zsh)",
                        "kecs completion fish | source",
                        "kecs completion fish > ~/.config/fish/completions/kecs.fish");
    }

    @Override
    public int run(Invocation invocation) {
        String name = invocation.words().getFirst();
        for (Shell shell : Shell.values()) {
            if (shell.name().toLowerCase(Locale.ROOT).equals(name)) {
                invocation.console().out().print(shell.script());
                return 0;
            }
        }
        throw invocation.misused("'" + name + "' is none of bash, zsh, fish");
    }
}
