package dev.kecs.cli.instance;

import dev.kecs.cli.line.Candidates.Names;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.protocol.paths.InstanceName;

/// The option `--instance` of every command about an instance.
public final class InstanceOption {

    public static final Option<String> INSTANCE = Option.text(
                    "--instance", "NAME", "The instance; KECS_INSTANCE or default, when not given.")
            .completedBy(Names.INSTANCE);

    private InstanceOption() {}

    public static Instance of(Invocation invocation) {
        String name = invocation
                .value(INSTANCE)
                .or(() -> invocation.console().variable("KECS_INSTANCE"))
                .orElse("default");
        return Instance.of(Installation.of(invocation.console()), name(invocation, name));
    }

    private static InstanceName name(Invocation invocation, String name) {
        try {
            return new InstanceName(name);
        } catch (IllegalArgumentException refused) {
            throw invocation.misused(String.valueOf(refused.getMessage()));
        }
    }
}
