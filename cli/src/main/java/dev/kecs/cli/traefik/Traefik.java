package dev.kecs.cli.traefik;

import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;

/// `kecs traefik` without a verb: prints help.
public final class Traefik implements Command {

    @Override
    public Description description() {
        return new Description("Tell at which host ports clusters are reached; kecs start --traefik gives them one.")
                .examples("kecs traefik list");
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.incomplete();
    }
}
