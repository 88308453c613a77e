package dev.kecs.cli.forward;

import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;

/// `kecs port-forward` without a verb: prints help.
public final class PortForward implements Command {

    @Override
    public Description description() {
        return new Description("Forward local ports to services; a forward outlives every task behind it.")
                .examples(
                        "kecs port-forward start service production/webapp --local-port 8081",
                        "kecs port-forward list",
                        "kecs port-forward stop webapp");
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.incomplete();
    }
}
