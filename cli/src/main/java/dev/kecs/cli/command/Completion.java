package dev.kecs.cli.command;

import dev.kecs.cli.completion.Shell;
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
                .parameter(new Parameter("SHELL", "1", "One of bash, zsh, fish.", List.of("bash", "zsh", "fish")))
                .examples(
                        "source <(kecs completion bash)",
                        "source <(kecs completion zsh)",
                        "kecs completion fish > ~/.config/fish/completions/kecs.fish");
    }

    @Override
    public int run(Invocation invocation) {
        String name = invocation.words().getFirst();
        for (Shell shell : Shell.values()) {
            if (shell.name().toLowerCase(Locale.ROOT).equals(name)) {
                invocation.console().out().print(shell.script(invocation.program()));
                return 0;
            }
        }
        throw invocation.misused("'" + name + "' is none of bash, zsh, fish");
    }
}
