package dev.kecs.cli;

import dev.kecs.cli.command.Version;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;

/// `kecs` without a command: prints help.
final class Kecs implements Command {

    private static final Option<Boolean> VERSION = Option.flag("-V", "--version", "Print the version.");

    @Override
    public Description description() {
        return new Description(
                        "A local, Amazon-ECS-compatible control plane with forwards that outlive the tasks behind them.")
                .options(VERSION)
                .examples(
                        "kecs demo                       see what it does, in a minute",
                        "kecs start                      start the instance named default",
                        "kecs port-forward start service CLUSTER/SERVICE --local-port 8081")
                .notes(
                        "Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 port or name conflict,",
                        "            5 timed out waiting, 6 instance not running.",
                        "Every command takes --help, and those about an instance --instance NAME, or KECS_INSTANCE.",
                        "KECS_HOME says where instances live (~/.kecs by default).");
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.has(VERSION) ? Version.print(invocation.console()) : invocation.incomplete();
    }
}
