package dev.kecs.cli.forward.start;

import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;

/// `kecs port-forward start` without a kind of target: prints help.
public final class ForwardStart implements Command {

    @Override
    public Description description() {
        return new Description("Start a forward.")
                .examples(
                        "kecs port-forward start service production/webapp --local-port 8081",
                        "kecs port-forward start task development --tags Component=worker");
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.incomplete();
    }
}
