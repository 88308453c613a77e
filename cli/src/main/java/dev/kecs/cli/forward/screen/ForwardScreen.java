package dev.kecs.cli.forward.screen;

import dev.kecs.cli.console.CommandFailure;
import dev.kecs.cli.console.Console;
import dev.kecs.cli.console.ExitCode;
import dev.kecs.cli.forward.screen.paint.Painting;
import dev.kecs.cli.forward.screen.terminal.TerminalWindow;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Verb;
import java.io.IOException;
import java.time.InstantSource;

/// `kecs port-forward ui`
public final class ForwardScreen implements Command {

    private final Verb root;

    /// @param root all commands: what keys ask for is done by them
    public ForwardScreen(Verb root) {
        this.root = root;
    }

    @Override
    public Description description() {
        return new Description("Show all forwards on a screen that keeps itself up to date; ? lists its keys.")
                .options(InstanceOption.INSTANCE)
                .examples("kecs port-forward ui")
                .notes("NO_COLOR switches colours off. For pipes and scripts there is: kecs port-forward list --watch");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        Instance instance = InstanceOption.of(invocation);
        Console console = invocation.console();
        if (!isTerminal() || console.variable("TERM").orElse("dumb").equals("dumb")) {
            throw noTerminal("standard input and output are no terminal that can be drawn on");
        }
        try (TerminalWindow window =
                TerminalWindow.open(console.out(), console.variable("NO_COLOR").isEmpty())) {
            Deeds deeds = new Deeds(root, console, instance);
            new ScreenLoop(window, new Painting(instance.name()), InstantSource.system()).run(instance, deeds);
        } catch (IOException refused) {
            throw noTerminal("the terminal cannot be used: " + refused.getMessage());
        }
        return ExitCode.DONE.number();
    }

    /// Whether both standard input and output are one. JDK 25 answers null again when they are not.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console found = System.console();
        return found != null && found.isTerminal();
    }

    private static CommandFailure noTerminal(String why) {
        return new CommandFailure(ExitCode.FAILED, why, "Without a terminal: kecs port-forward list --watch");
    }
}
