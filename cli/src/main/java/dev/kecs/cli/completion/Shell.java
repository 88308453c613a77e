package dev.kecs.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/// The shells that a script can be made for.
public enum Shell {
    BASH,
    ZSH,
    FISH;

    /// @param root the whole tree of commands
    public String script(CommandLine root) {
        return switch (this) {
            case BASH -> AutoComplete.bash(root.getCommandName(), root);
            case ZSH -> zsh(root);
            case FISH -> FishScript.of(root);
        };
    }

    /// zsh runs bash's scripts once its own emulation of them is loaded.
    private static String zsh(CommandLine root) {
        return "#compdef " + root.getCommandName() + "\n"
                + "autoload -U +X compinit && compinit\n"
                + "autoload -U +X bashcompinit && bashcompinit\n"
                + AutoComplete.bash(root.getCommandName(), root);
    }
}
