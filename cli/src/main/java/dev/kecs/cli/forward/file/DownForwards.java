package dev.kecs.cli.forward.file;

import dev.kecs.cli.forward.SelectedForwards;
import dev.kecs.cli.instance.Agent;
import dev.kecs.cli.instance.Connection;
import dev.kecs.cli.instance.Instance;
import dev.kecs.cli.instance.InstanceOption;
import dev.kecs.cli.line.Command;
import dev.kecs.cli.line.Description;
import dev.kecs.cli.line.Invocation;
import dev.kecs.cli.line.Option;
import dev.kecs.cli.line.OutputOption;
import dev.kecs.protocol.agent.AgentMethods;
import dev.kecs.protocol.agent.ForwardRemove;
import dev.kecs.protocol.forward.ForwardRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `kecs port-forward down`
public final class DownForwards implements Command {

    private static final Option<Boolean> DRY_RUN = Option.flag("--dry-run", "Only tell what would be done.");

    @Override
    public Description description() {
        return new Description(
                        "Stop the forwards that came from a file, those included that it does not list any more.")
                .options(FileOption.CONFIG, DRY_RUN, InstanceOption.INSTANCE, OutputOption.OUTPUT)
                .examples("kecs port-forward down --config port-forward.yaml")
                .notes("With - those that standard input lists. Forwards started otherwise are never touched.");
    }

    @Override
    public int run(Invocation invocation) throws InterruptedException {
        String file = FileOption.of(invocation);
        List<String> names = file.equals(FileOption.STANDARD_INPUT) ? names(invocation, file) : null;
        Instance instance = InstanceOption.of(invocation);
        ForwardRemove wish = new ForwardRemove(FileOption.origin(file), names, invocation.has(DRY_RUN));
        try (Connection agent =
                new Agent(instance).connectWhenWanted().orElseThrow(() -> SelectedForwards.noAgent(instance))) {
            JsonNode changes = agent.call(AgentMethods.FORWARD_REMOVE, wish);
            OutputOption.of(invocation)
                    .print(
                            changes,
                            () -> changes.isEmpty()
                                    ? "No forward came from " + file + ".\n"
                                    : ChangeText.table(changes));
        }
        return 0;
    }

    private static @Nullable List<String> names(Invocation invocation, String file) {
        return FileOption.read(invocation, file).stream()
                .map(ForwardRequest::name)
                .map(Objects::requireNonNull)
                .toList();
    }
}
